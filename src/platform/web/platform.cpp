#include <platform/web/audit.hpp>
#include <platform/web/backend.hpp>
#include <platform/web/desk.hpp>
#include <platform/web/dom.hpp>
#include <platform/web/fetch.hpp>
#include <platform/web/gate.hpp>
#include <platform/web/keys.hpp>
#include <platform/web/media.hpp>
#include <platform/web/page.hpp>
#include <platform/web/platform.hpp>
#include <platform/web/semantics.hpp>
#include <platform/web/storage.hpp>
#include <platform/web/text.hpp>
#include <platform/web/vault.hpp>

namespace casement::web {
namespace {

int bytes_of(const std::string& text) {
    return static_cast<int>(text.size());
}

unsigned address_of(const std::string& text) {
    return static_cast<unsigned>(reinterpret_cast<std::uintptr_t>(text.data()));
}

void push_text(std::vector<unsigned>& words, const std::string& text) {
    words.push_back(address_of(text));
    words.push_back(static_cast<unsigned>(text.size()));
}

// One overload an effect: a new effect does not compile until it is answered here.
struct Run {
    void operator()(const app::Fetch& e) const {
        web_fetch(e.ticket, e.url.data(), bytes_of(e.url), static_cast<double>(e.max_bytes), e.gunzip,
                  static_cast<double>(e.max_unpacked_bytes));
    }
    void operator()(const app::CancelFetch& e) const { web_fetch_cancel(e.ticket); }
    void operator()(const app::Hash& e) const {
        std::vector<unsigned> words;
        for (const auto& item : e.items) push_text(words, item);
        web_hash(e.ticket, words.data(), static_cast<int>(e.items.size()));
    }
    void operator()(const app::LoadStored& e) const { web_storage_load(e.ticket); }
    void operator()(const app::Put& e) const {
        web_storage_put(e.ticket, e.store.data(), bytes_of(e.store), e.key.data(), bytes_of(e.key),
                        e.value.data(), bytes_of(e.value));
    }
    void operator()(const app::AppendDecision& e) const {
        web_storage_append(e.ticket, e.key_id.data(), bytes_of(e.key_id), static_cast<double>(e.seq),
                           e.record.data(), bytes_of(e.record), e.envelope.data(), bytes_of(e.envelope),
                           e.draft_key.data(), bytes_of(e.draft_key));
    }
    void operator()(const app::KeepReceived& e) const {
        std::vector<unsigned> words;
        for (const auto& item : e.items) {
            push_text(words, item.digest);
            push_text(words, item.record);
            push_text(words, item.envelope);
        }
        web_storage_receive(e.ticket, words.data(), static_cast<int>(e.items.size()));
    }
    void operator()(const app::EnsureKey& e) const { web_keys_ensure(e.ticket); }
    void operator()(const app::MakeKey& e) const { web_vault_make(e.ticket); }
    void operator()(const app::Unlock& e) const { web_vault_unlock(e.ticket); }
    void operator()(const app::Lock&) const { web_vault_lock(); }
    void operator()(const app::LockAfter& e) const {
        web_vault_lock_after(static_cast<double>(e.idle_ms), static_cast<double>(e.hidden_ms));
    }
    void operator()(const app::Wipe& e) const { web_vault_wipe(e.ticket); }
    void operator()(const app::TakeOver& e) const { web_vault_take_over(e.ticket); }
    void operator()(const app::Sign& e) const {
        std::vector<unsigned> words;
        for (const auto& message : e.messages) push_text(words, message);
        web_keys_sign(e.ticket, words.data(), static_cast<int>(e.messages.size()));
    }
    void operator()(const app::VerifySignatures& e) const {
        std::vector<unsigned> words;
        for (const auto& item : e.items) {
            push_text(words, item.public_x);
            push_text(words, item.message);
            push_text(words, item.signature);
        }
        web_keys_verify(e.ticket, words.data(), static_cast<int>(e.items.size()));
    }
    void operator()(const app::ShowMedia& e) const {
        web_media_show(e.part_id.data(), bytes_of(e.part_id), e.url.data(), bytes_of(e.url),
                       e.digest.bytes.data(), static_cast<double>(e.max_bytes),
                       static_cast<double>(e.max_pixels), static_cast<int>(e.shield), e.strength);
    }
    void operator()(const app::SetShield& e) const {
        web_media_set_shield(static_cast<int>(e.shield), e.strength);
    }
    void operator()(const app::Reveal& e) const {
        web_media_reveal(e.part_id.data(), bytes_of(e.part_id), e.on);
    }
    void operator()(const app::ForgetMedia&) const { web_media_forget(); }
    void operator()(const app::Download& e) const {
        web_page_download(e.file_name.data(), bytes_of(e.file_name), e.mediatype.data(),
                          bytes_of(e.mediatype), e.bytes.data(), bytes_of(e.bytes));
    }
    void operator()(const app::PickFile& e) const {
        web_page_pick(e.ticket, e.accept.data(), bytes_of(e.accept), static_cast<double>(e.max_bytes),
                      e.keep);
    }
    void operator()(const app::Desk& e) const { web_desk_start(e.ticket, e.job.data(), bytes_of(e.job)); }
    void operator()(const app::StopDesk& e) const { web_desk_stop(e.ticket); }
    void operator()(const app::Say& e) const { web_page_say(e.text.data(), bytes_of(e.text), e.urgent); }
    void operator()(const app::SetTitle& e) const { web_page_title(e.text.data(), bytes_of(e.text)); }
    void operator()(const app::SetRoute& e) const {
        web_page_route(e.hash.data(), bytes_of(e.hash), e.replace);
    }
    void operator()(const app::CopyText& e) const { web_page_copy(e.text.data(), bytes_of(e.text)); }
    void operator()(const app::WakeAt& e) const { web_page_wake_at(static_cast<double>(e.at)); }
    void operator()(const app::FocusNode& e) const { web_semantics_focus(e.name.data(), bytes_of(e.name)); }
    void operator()(const app::ReadSelection&) const { web_dom_read_selection(); }
    void operator()(const app::PrintDocument& e) const { web_page_print(e.name.data(), bytes_of(e.name)); }
    void operator()(const app::PersistStorage&) const { web_page_persist(); }
};

class WebPlatform final : public app::Platform {
  public:
    app::Ports ports() override { return {&text_, &semantics_, &dom_}; }
    TimeMs now_ms() const override { return static_cast<TimeMs>(web_page_now_ms()); }
    void random_bytes(void* out, std::size_t n) override { web_page_random(out, static_cast<int>(n)); }
    std::string build_digest() const override { return web::build_digest(); }
    void run(app::Effect effect) override { std::visit(Run{}, effect.any); }
    void wake() override { web::wake(); }

    void start(app::Console& console) override {
        if (!start_backend()) return;
        open_gate(console);
        start_audit();
        web_page_listen();
        web_vault_listen();
        web::wake();
    }

  private:
    TextRuns text_;
    SemanticTree semantics_;
    Overlays dom_;
};

}  // namespace

std::unique_ptr<app::Platform> make_web_platform() {
    return std::make_unique<WebPlatform>();
}

}  // namespace casement::web
