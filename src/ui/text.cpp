#include <core/review/fold.hpp>
#include <ui/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace casement::ui {
namespace {

constexpr std::size_t kMaxPages = 4;
constexpr std::size_t kMaxRemembered = 4096;  // widths, breaks and cuts; forgotten all at once, cheap to redo
constexpr ImU32 kWhite = 0xFFFFFFFF;

std::string key_of(std::string_view text, TextStyle style, float extra, ImU32 colour) {
    std::string key(text);
    char tail[sizeof(float) * 2 + sizeof(ImU32) + 1];
    std::memcpy(tail, &style.size_px, sizeof(float));
    std::memcpy(tail + 4, &extra, sizeof(float));
    std::memcpy(tail + 8, &colour, sizeof(ImU32));
    tail[12] = static_cast<char>(style.face);
    return key.append(tail, 13);
}

// Emoji bring their own colours, so a run that holds one cannot be tinted.
bool has_colour(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0xE2) {
            ++at;
            continue;
        }
        const char32_t c = review::next_code_point(text, at);
        if ((c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || c == 0xFE0F ||
            (c >= 0x2B00 && c <= 0x2BFF) || c == 0x203C || c == 0x2049) {
            return true;
        }
    }
    return false;
}

template <class Map>
void limit(Map& map) {
    if (map.size() > kMaxRemembered) map.clear();
}

}  // namespace

float line_height(TextStyle style) {
    return std::round(style.size_px * 1.45f);
}

bool is_rtl(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = review::next_code_point(text, at);
        if ((c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFE) ||
            (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF)) {
            return true;
        }
        const bool strong_left = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                                 (c >= 0xC0 && c < 0x590) || (c >= 0x900 && c < 0x2000) ||
                                 (c >= 0x2C00 && c < 0xFB1D && c != 0x3000);
        if (strong_left) return false;
    }
    return false;
}

void Text::new_frame() {
    ++frame_;
    if (dpr_ == port_.dpr()) return;
    dpr_ = port_.dpr();
    runs_.clear();
    widths_.clear();
    broken_.clear();
    shortened_.clear();
    for (auto& page : pages_) page.shelves.clear(), page.used = 0;
}

void Text::context_lost() {
    runs_.clear();
    pages_.clear();
}

float Text::width(std::string_view text, TextStyle style) {
    if (text.empty()) return 0;
    limit(widths_);
    const auto [found, fresh] = widths_.try_emplace(key_of(text, style, 0, 0), 0.f);
    if (fresh) found->second = port_.measure(text, style, is_rtl(text)).width;
    return found->second;
}

bool Text::place_on_page(Page& page, Run& run, const std::string& key) {
    const int size = port_.page_device_px();
    const int height = (run.h + 7) & ~7;  // few shelf heights, so that shelves are shared
    const auto put = [&](Shelf& shelf) {
        run.x = shelf.used;
        run.y = shelf.y;
        shelf.used += run.w + 1;
        shelf.seen = frame_;
        shelf.keys.push_back(key);
        return true;
    };
    for (auto& shelf : page.shelves) {
        if (shelf.height == height && shelf.used + run.w <= size) return put(shelf);
    }
    if (page.used + height > size) return false;
    page.shelves.push_back({page.used, height, 0, frame_, {}});
    page.used += height + 1;
    return put(page.shelves.back());
}

// Clears the shelf that was not used for the longest time and is tall enough; never one of this frame.
bool Text::evict_for(Run& run, const std::string& key) {
    Shelf* oldest = nullptr;
    int page_of_oldest = -1;
    for (std::size_t p = 0; p < pages_.size(); ++p) {
        for (auto& shelf : pages_[p].shelves) {
            if (shelf.height < run.h || shelf.seen >= frame_) continue;
            if (oldest && oldest->seen <= shelf.seen) continue;
            oldest = &shelf;
            page_of_oldest = static_cast<int>(p);
        }
    }
    if (!oldest) return false;
    for (const auto& gone : oldest->keys) runs_.erase(gone);
    oldest->keys = {key};
    oldest->used = run.w + 1;
    oldest->seen = frame_;
    run.x = 0;
    run.y = oldest->y;
    run.page = page_of_oldest;
    return true;
}

bool Text::place(Run& run, const std::string& key) {
    for (std::size_t p = 0; p < pages_.size(); ++p) {
        if (!place_on_page(pages_[p], run, key)) continue;
        run.page = static_cast<int>(p);
        return true;
    }
    if (pages_.size() < kMaxPages) {
        if (const auto texture = port_.make_page()) {
            pages_.push_back({texture, 0, {}});
            run.page = static_cast<int>(pages_.size()) - 1;
            return place_on_page(pages_.back(), run, key);
        }
    }
    return evict_for(run, key);
}

const Text::Run& Text::run(std::string_view text, TextStyle style, bool rtl, ImU32 colour) {
    std::string key = key_of(text, style, rtl ? 1.f : 0.f, colour);
    if (const auto found = runs_.find(key); found != runs_.end()) {
        if (found->second.page >= 0) {
            for (auto& shelf : pages_[static_cast<std::size_t>(found->second.page)].shelves) {
                if (shelf.y == found->second.y) shelf.seen = frame_;
            }
        }
        return found->second;
    }
    Run fresh;
    const auto metrics = port_.measure(text, style, rtl);
    fresh.width = metrics.width;
    fresh.ascent = metrics.ascent;
    fresh.descent = metrics.descent;
    fresh.left = metrics.left;
    const float left = std::ceil(metrics.left * dpr_) + 1;
    const float baseline = std::ceil(metrics.ascent * dpr_) + 1;
    fresh.w =
        std::min(static_cast<int>(std::ceil(metrics.width * dpr_) + left * 2) + 2, port_.page_device_px());
    fresh.h = static_cast<int>(baseline + std::ceil(metrics.descent * dpr_)) + 2;
    if (metrics.width > 0 && place(fresh, key)) {
        port_.draw(text, style, rtl, colour, pages_[static_cast<std::size_t>(fresh.page)].texture, fresh.x,
                   fresh.y, fresh.w, fresh.h, left, baseline);
    }
    return runs_.insert_or_assign(std::move(key), fresh).first->second;
}

const std::string& Text::shortened(std::string_view text, TextStyle style, float width) {
    limit(shortened_);
    const auto [found, fresh] = shortened_.try_emplace(key_of(text, style, width, 0));
    if (!fresh) return found->second;
    // The longest prefix that fits with the ellipsis, by halving over code points.
    std::vector<std::size_t> ends{0};
    for (std::size_t at = 0; at < text.size();) {
        review::next_code_point(text, at);
        ends.push_back(at);
    }
    std::size_t low = 0, high = ends.size() - 1;
    while (low < high) {
        const std::size_t middle = (low + high + 1) / 2;
        const std::string candidate = std::string(text.substr(0, ends[middle])) + "…";
        if (port_.measure(candidate, style, is_rtl(text)).width <= width) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    std::string_view kept = text.substr(0, ends[low]);
    while (kept.ends_with(' ')) kept.remove_suffix(1);
    found->second = std::string(kept) + "…";
    return found->second;
}

float Text::draw(ImDrawList* list, ImVec2 top_left, std::string_view text, TextStyle style, ImU32 colour,
                 float max_width, Align align) {
    if (text.empty()) return 0;
    const bool rtl = is_rtl(text);
    if (max_width > 0 && width(text, style) > max_width + 0.5f) {
        const std::string cut = shortened(text, style, max_width);
        return draw(list, top_left, cut, style, colour, 0, align);
    }
    const bool own_colour = style.face != Face::icon && has_colour(text);
    const Run& r = run(text, style, rtl, own_colour ? (colour | IM_COL32_A_MASK) : kWhite);
    if (r.page < 0) return r.width;
    float x = top_left.x;
    if (max_width > 0 && (align == Align::end || (align == Align::start && rtl))) x += max_width - r.width;
    if (max_width > 0 && align == Align::centre) x += (max_width - r.width) / 2;
    const float free = line_height(style) - (r.ascent + r.descent);
    const float baseline = top_left.y + free / 2 + r.ascent;
    const float left_device = std::ceil(r.left * dpr_) + 1;
    const float top_device = std::ceil(r.ascent * dpr_) + 1;
    const float x0 = std::round(x * dpr_) - left_device;
    const float y0 = std::round(baseline * dpr_) - top_device;
    const float page = static_cast<float>(port_.page_device_px());
    const ImVec2 a{x0 / dpr_, y0 / dpr_};
    const ImVec2 b{(x0 + static_cast<float>(r.w)) / dpr_, (y0 + static_cast<float>(r.h)) / dpr_};
    list->AddImage(static_cast<ImTextureID>(pages_[static_cast<std::size_t>(r.page)].texture), a, b,
                   {static_cast<float>(r.x) / page, static_cast<float>(r.y) / page},
                   {static_cast<float>(r.x + r.w) / page, static_cast<float>(r.y + r.h) / page},
                   own_colour ? (kWhite & ~IM_COL32_A_MASK) | (colour & IM_COL32_A_MASK) : colour);
    return r.width;
}

const std::vector<std::uint32_t>& Text::broken(std::string_view text, TextStyle style, float width) {
    limit(broken_);
    const auto [found, fresh] = broken_.try_emplace(key_of(text, style, width, 0));
    if (fresh) port_.break_lines(text, style, width, found->second);
    return found->second;
}

float Text::paragraph(ImDrawList* list, ImVec2 top_left, float width, std::string_view text, TextStyle style,
                      ImU32 colour, int max_lines) {
    const auto ends = broken(text, style, width);
    const float step = line_height(style);
    const bool rtl = is_rtl(text);
    std::size_t from = 0;
    int line = 0;
    for (const auto end : ends) {
        if (max_lines > 0 && line == max_lines) break;
        const bool last = max_lines > 0 && line == max_lines - 1 && end < text.size();
        std::string_view piece = text.substr(from, (last ? text.size() : end) - from);
        while (!piece.empty() && (piece.back() == ' ' || piece.back() == '\n')) piece.remove_suffix(1);
        const ImVec2 at{top_left.x, top_left.y + step * static_cast<float>(line)};
        draw(list, at, piece, style, colour, width, rtl ? Align::end : Align::start);
        from = end;
        ++line;
    }
    return step * static_cast<float>(line);
}

float Text::paragraph_height(float width, std::string_view text, TextStyle style, int max_lines) {
    const int lines = static_cast<int>(broken(text, style, width).size());
    return line_height(style) * static_cast<float>(max_lines > 0 ? std::min(lines, max_lines) : lines);
}

}  // namespace casement::ui
