// The console as the platform drives it: holds the state, turns input into commands, draws, hands effects on.
#pragma once

#include <app/command.hpp>
#include <ui/semantics.hpp>
#include <ui/text.hpp>
#include <ui/ui.hpp>

#include <deque>

namespace casement::ui {

class Console final : public app::Console {
  public:
    explicit Console(app::Platform& platform);
    void start();

    void arrive(app::Arrival arrival) override;
    bool key(const app::KeyEvent& event) override;
    void draw() override;
    void activate(std::uint32_t node) override;
    void focus(std::uint32_t node) override;
    void scroll(std::uint32_t node, float y) override;
    void context_lost() override;
    bool wants_frame() const override { return more_; }

  private:
    void perform(app::Command command);
    void run(app::Effects effects);
    app::World world() const;
    bool dialog_key(const app::KeyEvent& event);
    bool menu_key(const app::KeyEvent& event);
    bool arrow_key(const app::KeyEvent& event);
    void move_focus(const std::string& prefix, int from, int by, int count);

    app::Platform& platform_;
    app::Ports ports_;
    app::State state_;
    Text text_;
    Semantics semantics_;
    View view_;
    std::string css_;
    const app::CommandRow* held_ = nullptr;
    bool keyboard_ = false, more_ = true;
};

}  // namespace casement::ui
