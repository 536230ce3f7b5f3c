// The words of the format for the enumerations of a case and a descriptor.
#include <core/bundle/names.hpp>

namespace casement::bundle {

const char* name(SourceKind kind) {
    return kSourceKinds[static_cast<std::size_t>(kind)];
}
const char* name(Area area) {
    return kAreas[static_cast<std::size_t>(area)];
}
const char* name(SubjectKind kind) {
    return kSubjectKinds[static_cast<std::size_t>(kind)];
}
const char* name(PartKind kind) {
    return kPartKinds[static_cast<std::size_t>(kind)];
}
const char* name(Purpose purpose) {
    return kPurposes[static_cast<std::size_t>(purpose)];
}

}  // namespace casement::bundle
