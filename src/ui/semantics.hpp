// The semantic tree: what each panel shows, declared while it is drawn, compared with the last frame, and
// only the changes handed to the platform. Screen readers, tests and keyboards use that tree; a control
// without a node does not exist.
#pragma once

#include <app/ports.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace casement::ui {

using app::Node;
using app::Rect;
using app::Role;

class Semantics {
  public:
    static std::uint32_t id_of(std::string_view key);

    void begin();
    // A node with children until close(). `node` brings role, name, rect and states; key gives its id.
    Node& open(std::string_view key, Node node);
    void close();
    void leaf(std::string_view key, Node node);
    Node& last_opened();  // of the open node: to fill in what is known only at its end
    void end(app::SemanticsPort& port);

    // An activation from the tree (click without a pointer, Enter, Space), handed out once.
    bool take_activation(std::uint32_t id);
    void activate(std::uint32_t id) { wanted_ = id; }
    void set_focus(std::uint32_t id) { focused_ = id; }
    std::uint32_t focused() const { return focused_; }
    bool focused(std::uint32_t id) const { return id != 0 && focused_ == id; }
    bool has(std::uint32_t id) const { return old_.contains(id); }
    // Nodes of the last frame: by id, and the sibling of the same role `by` places on. Null when there is
    // none.
    const Node* find(std::uint32_t id) const;
    const Node* sibling(const Node& node, int by) const;

  private:
    std::vector<Node> now_;
    std::vector<std::size_t> stack_;
    std::vector<int> children_;
    std::unordered_map<std::uint32_t, Node> old_;
    std::uint32_t wanted_ = 0, focused_ = 0;
};

}  // namespace casement::ui
