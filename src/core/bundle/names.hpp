// The words of the format, in the order of their enumerations.
#pragma once

#include <core/bundle/case.hpp>
#include <core/bundle/descriptor.hpp>

namespace casement::bundle {

inline constexpr const char* kSourceKinds[] = {
    "user", "regulator", "business", "advertiser", "law_enforcement", "media", "internal"};
inline constexpr const char* kAreas[] = {"community", "advertising", "ip", "regulation"};
inline constexpr const char* kSubjectKinds[] = {"post",  "comment", "message", "profile",
                                                "group", "listing", "ad",      "page"};
inline constexpr const char* kPartKinds[] = {"text", "image", "video", "audio", "link"};
inline constexpr const char* kPurposes[] = {"production", "training", "calibration", "continuity"};

}  // namespace casement::bundle
