// Settings: who signs, how it looks, what is shielded, how long undo lasts, what is kept, what runs.
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>
#include <cmath>

namespace casement::ui {
namespace {

using app::Shield;
using app::ThemeChoice;

constexpr const char* kSeverityNames[] = {"Mild (S0)", "Low (S1)", "Medium (S2)", "High (S3)",
                                          "Extreme (S4)"};

// A column of settings: each part has a heading, a sentence, and its controls.
struct Page {
    Ui& ui;
    float x, y, width;

    void part(const char* key, const char* title, const char* about) {
        y += 26;
        heading(ui, key, Role::heading3, {x, y}, title, kTitle);
        y += 28;
        y += paragraph(ui, std::string(key) + ".about", {x, y}, width, about, kCaption,
                       ui.theme[Colour::muted]) +
             10;
    }
    void text_field(const char* name, const char* shown, const std::string& value, std::uint32_t revision) {
        ui.text.draw(ui.list, {x, y}, shown, kCaptionMedium, ui.theme[Colour::muted]);
        y += 20;
        app::Field spec;
        spec.name = name;
        spec.label = shown;
        spec.value = value;
        spec.revision = revision;
        spec.max_length = 80;
        spec.spellcheck = false;
        field(ui, {x, y, std::min(width, 320.f), 34}, spec);
        y += 44;
    }
    // Segments, broken into a second row where they do not fit.
    void choice(const char* key, const char* name, const std::vector<Segment>& choices) {
        segments(ui, key, name, {x, y}, choices);
        y += 42;
    }
    // Buttons in a row, each as wide as its words.
    void commands(std::initializer_list<const char*> ids) {
        float at = x;
        for (const char* id : ids) {
            const float w = command_width(ui, id);
            if (at > x && at + w > x + width) at = x, y += kButtonHeight + 8;
            command_button(ui, {at, y, w, kButtonHeight}, id);
            at += w + 8;
        }
        y += kButtonHeight + 12;
    }
    void line(const char* key, const std::string& text, TextStyle style) {
        y += paragraph(ui, key, {x, y}, width, text, style, ui.theme[Colour::muted]) + 4;
    }
};

// Who signs: the key, where it stands with the keyring, and the ways to lock and to leave.
void own_key(Page& page) {
    const auto& state = page.ui.state;
    page.part(
        "settings.own_key", "Your key",
        state.key.temporary
            ? "Demo and training bundles are signed with a temporary key, marked as such in every decision. "
              "A bundle that counts asks for a key of your own, behind a passphrase."
            : "It stands behind your passphrase and cannot leave this browser. Lose this machine or the "
              "passphrase, and you enrol anew; what you signed stays valid.");
    const std::string words = app::standing_words(state);
    if (!words.empty()) page.line("settings.standing", words, kBody);
    if (!state.keyring.error.code.empty())
        page.line("settings.keyring_error", "Keyring refused: " + state.keyring.error.message, kBody);
    page.commands({state.key.temporary ? "key.make" : "key.enrol", "keyring.open"});
    if (!state.lock.vault) return page.commands({"wipe"});
    const auto option = [&](const char* name, int minutes) {
        return Segment{name, app::SetLockMinutes{minutes}, state.settings.lock_minutes == minutes};
    };
    page.line("settings.lock.about",
              "Locks after this long without input, two minutes after its tab was hidden, and on Ctrl+L",
              kCaption);
    page.choice("settings.lock", "Lock after",
                {option("5 min", 5), option("10 min", 10), option("30 min", 30)});
    page.commands({"lock", "wipe"});
}

void appearance(Page& page) {
    const auto theme = page.ui.state.settings.theme;
    page.part("settings.look", "Appearance",
              "Text holds at least 4.5:1 contrast in every theme, 7:1 in high contrast");
    page.choice(
        "settings.theme", "Theme",
        {{"System", app::SetTheme{ThemeChoice::system}, theme == ThemeChoice::system},
         {"Dark", app::SetTheme{ThemeChoice::dark}, theme == ThemeChoice::dark},
         {"Light", app::SetTheme{ThemeChoice::light}, theme == ThemeChoice::light},
         {"High contrast", app::SetTheme{ThemeChoice::high_contrast}, theme == ThemeChoice::high_contrast}});
}

void shields(Page& page) {
    const auto& settings = page.ui.state.settings;
    page.part(
        "settings.shields", "Shields",
        "How pictures of each severity are first shown. Hold H to look; releasing it shields again. Takes effect with "
        "the next case. These are controls, not a promise about health: studies disagree on what blur and greyscale do.");
    for (int severity = 0; severity < 5; ++severity) {
        page.ui.text.draw(page.ui.list, {page.x, page.y + 7}, kSeverityNames[severity], kBody,
                          page.ui.theme[Colour::text]);
        const auto now = settings.shield[severity];
        const auto option = [&](const char* name, Shield shield) {
            return Segment{name, app::SetSeverityShield{severity, shield}, now == shield};
        };
        const bool small = page.width < 460;
        if (small) page.y += 26;
        const std::string key = "settings.shield." + std::to_string(severity);
        segments(page.ui, key, std::string("Shield for ") + kSeverityNames[severity],
                 {page.x + (small ? 0.f : 124.f), page.y},
                 {option("Blur", Shield::blur), option("Pixelate", Shield::pixelate),
                  option("Grey", Shield::greyscale), option("Hidden", Shield::hidden)});
        page.y += 40;
    }
    const auto strength = [&](const char* name, float value) {
        return Segment{name, app::SetShieldStrength{value},
                       std::abs(settings.shield_strength - value) < 0.05f};
    };
    page.ui.text.draw(page.ui.list, {page.x, page.y + 7}, "Strength", kBody, page.ui.theme[Colour::text]);
    segments(page.ui, "settings.strength", "Strength of the shield", {page.x + 124, page.y},
             {strength("Light", 0.35f), strength("Medium", 0.6f), strength("Strong", 1.f)});
    page.y += 42;
}

void signing(Page& page) {
    const int seconds = page.ui.state.settings.undo_seconds;
    const auto option = [&](const char* name, int value) {
        return Segment{name, app::SetUndoSeconds{value}, seconds == value};
    };
    page.part("settings.signing", "Signing",
              "How long a decision can be taken back with U before it is signed");
    page.choice("settings.undo", "Undo window",
                {option("None", 0), option("4 s", 4), option("10 s", 10), option("30 s", 30)});
}

void storage(Page& page) {
    const auto& state = page.ui.state;
    page.part(
        "settings.storage", "What is kept here",
        "Drafts, decisions, settings and your key are kept in this browser, encrypted once you have a key of your own. "
        "“Saved” is shown only after the browser has confirmed that it is on disk.");
    if (!state.persisted) {
        command_button(page.ui, {page.x, page.y, 270, kButtonHeight}, "storage.persist");
        page.y += 44;
    } else {
        page.line("settings.persisted",
                  *state.persisted ? "The browser has agreed to keep the data"
                                   : "The browser may clear the data when space runs low: export often",
                  kBody);
    }
    page.line("settings.counts",
              std::to_string(state.drafts.size()) + " drafts, " +
                  std::to_string(state.ledger.entries.size()) + " signed decisions",
              kCaption);
}

void about(Page& page) {
    const auto& state = page.ui.state;
    page.part("settings.about", "About", "What runs here, and what verifies against it");
    page.line("settings.build", "Console " + state.build_digest, kMono);
    if (state.bundle.phase == app::BundleState::Phase::ready) {
        page.line("settings.bundle", "Bundle " + state.bundle.digest.text(), kMono);
        for (std::size_t i = 0; i < state.bundle.descriptor.policies.size(); ++i) {
            const auto& pin = state.bundle.descriptor.policies[i];
            page.line(("settings.pack." + std::to_string(i)).c_str(),
                      "Policy " + pin.id + "@" + pin.version + " " + pin.digest.text(), kMono);
        }
    }
    if (state.key.ready) page.line("settings.key", "Key " + state.key.key_id, kMono);
}

}  // namespace

void panel_settings(Ui& ui, Rect area) {
    const auto& state = ui.state;
    Node region;
    region.role = Role::region;
    region.name = "Settings";
    ScrollArea scroll(ui, "settings", area, std::move(region));
    const float width = std::min(620.f, area.w - 40);
    Page page{ui, area.x + (area.w > 760 ? 40.f : 20.f), scroll.top() + 16, width};
    heading(ui, "settings.title", Role::heading2, {page.x, page.y}, "Settings", kDisplay);
    page.y += 30;
    page.part("settings.you", "You", "Shown in every decision you sign from now on");
    page.text_field("alias", "Alias", state.settings.alias, state.stored_loaded ? 2 : 1);
    page.text_field("organisation", "Organisation", state.settings.organisation, state.stored_loaded ? 2 : 1);
    own_key(page);
    appearance(page);
    shields(page);
    signing(page);
    storage(page);
    about(page);
    scroll.close(page.y - scroll.top() + 40);
}

}  // namespace casement::ui
