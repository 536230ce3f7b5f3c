// The narrow border between the console and whatever it runs in. The platform includes this header and no
// other of app/; the console includes nothing of the platform.
//
// Two directions. Effects go out and are answered later by an Arrival: fetch, hash, storage, keys and media
// are asynchronous in a browser and are not pretended otherwise. Ports are called while a frame is drawn and
// answer at once: text, semantics and the DOM laid over the canvas.
//
// Units: px are CSS pixels unless a name says device_px. Rectangles are relative to the canvas.
#pragma once

#include <app/one_of.hpp>
#include <core/base/digest.hpp>
#include <core/base/time.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace casement::app {

// ---------------------------------------------------------------- effects, each answered by arrivals

using Ticket = std::uint32_t;  // names one asynchronous request; 0: no answer wanted

// GET `url` (relative to the page, or "drop:<n>/path" inside a dropped folder). Answered by FetchProgress
// (any number of times), then Fetched or Failed. With `gunzip` the answer's bytes are unpacked.
struct Fetch {
    Ticket ticket = 0;
    std::string url;
    std::int64_t max_bytes = 0;  // stored bytes; more is fetch.size
    bool gunzip = false;
    std::int64_t max_unpacked_bytes = 0;  // more is fetch.unpacked_size
};
struct CancelFetch {
    Ticket ticket = 0;
};
// SHA-256 of each of `items`, in order. Answered by Hashed.
struct Hash {
    Ticket ticket = 0;
    std::vector<std::string> items;
};
// Reads everything that was kept. Answered by StoredState, or by Locked (a vault is there and not open), or
// by Failed (storage.*).
struct LoadStored {
    Ticket ticket = 0;
};
// Puts or deletes one record; answered by Stored after `oncomplete` of a transaction with durability
// "strict", or by Failed (storage.quota, storage.aborted, storage.gone, storage.other_tab, ...). Stores:
// "settings" (plain), "drafts" (encrypted while there is a vault).
struct Put {
    Ticket ticket = 0;
    std::string store, key, value;  // value: JSON text; empty deletes
};
// Appends one signed decision, queues it for sending (store "outbox") and deletes its draft, in one strict
// transaction. Answered by Stored or Failed (storage.sequence: that (key id, seq) is taken;
// storage.other_tab: another tab has taken over the writing).
struct AppendDecision {
    Ticket ticket = 0;
    std::string key_id;
    std::int64_t seq = 0;
    std::string record;     // JSON text kept beside the envelope for listing
    std::string envelope;   // the line
    std::string draft_key;  // deleted in the same transaction
};
// Takes in decisions of other keys, or of this one on another machine (store "received", encrypted like
// "decisions"). What is there already is left as it is. Answered by Stored or Failed.
struct KeepReceived {
    Ticket ticket = 0;
    struct Item {
        std::string digest, record, envelope;  // digest: hex, of the envelope's bytes
    };
    std::vector<Item> items;
};
// The reviewer's own key when the vault is open, else the temporary one: loaded, or made (Ed25519, not
// extractable) when there is none. Answered by KeyReady or Failed.
struct EnsureKey {
    Ticket ticket = 0;
};
// Makes the vault and, in it, the reviewer's own key. The passphrase is what stands in the fields
// "passphrase" and "passphrase_again"; it never comes to this side. What was kept in the clear is encrypted
// in the same transaction. Answered by KeyReady, or Failed (vault.short, vault.differ, vault.exists, key.*,
// storage.*).
struct MakeKey {
    Ticket ticket = 0;
};
// Opens the vault with what stands in the field "passphrase". Answered by Unlocked or Failed
// (vault.passphrase).
struct Unlock {
    Ticket ticket = 0;
};
// Waits for what is being stored (at most 600 ms), then forgets everything by loading the page anew.
struct Lock {};
// When LockDue is told: after this long without input, and this long after the page was hidden. 0: never.
struct LockAfter {
    std::int64_t idle_ms = 0, hidden_ms = 0;
};
// Takes everything of this console off this machine and loads the page anew. Failed: storage.*.
struct Wipe {
    Ticket ticket = 0;
};
// Makes this tab the one that writes. Answered by Writer{true}, or Failed.
struct TakeOver {
    Ticket ticket = 0;
};
struct Sign {
    Ticket ticket = 0;
    std::vector<std::string> messages;
};  // answered by Signed or Failed
struct VerifyItem {
    std::string public_x;  // JWK "x", base64url
    std::string message, signature;
};
struct VerifySignatures {
    Ticket ticket = 0;
    std::vector<VerifyItem> items;
};  // answered by SignaturesChecked or Failed

// Content of one medium of the open document: fetched, digest checked, dimensions bounded, decoded, shielded.
// Answered by MediaState (several times). `url` as in Fetch.
enum class Shield { blur, pixelate, greyscale, hidden };
struct ShowMedia {
    std::string part_id, url, mediatype;
    Digest digest;
    std::int64_t max_bytes = 0, max_pixels = 0;
    Shield shield = Shield::blur;
    float strength = 1;  // 0..1
};
struct SetShield {  // of every medium shown
    Shield shield = Shield::blur;
    float strength = 1;
};
struct Reveal {  // hold to look: every medium of the document (part_id empty) or one
    std::string part_id;
    bool on = false;
};
struct ForgetMedia {};  // another case: textures freed, nothing kept

struct Download {
    std::string file_name, mediatype, bytes;
};
struct PickFile {  // answered by FilePicked, or never
    Ticket ticket = 0;
    std::string accept;  // ".jsonl,.json"
    std::int64_t max_bytes = 0;
    bool keep = false;  // the platform keeps the file; its bytes do not come, `handle` names it for the desk
};
// Long work away from the page, in a worker with a program of its own (src/desk, web/js/desk.js). `job` is
// JSON and names what is to be done (docs/desk.md). Answered by DeskProgress (any number of times), then
// DeskDone or Failed.
struct Desk {
    Ticket ticket = 0;
    std::string job;
};
struct StopDesk {
    Ticket ticket = 0;
};
struct Say {  // live region
    std::string text;
    bool urgent = false;
};
struct SetTitle {
    std::string text;
};
struct SetRoute {  // location hash; `replace` does not add to the history
    std::string hash;
    bool replace = false;
};
struct CopyText {
    std::string text;
};
struct WakeAt {  // a frame and a Tick no later than this
    TimeMs at = 0;
};
struct FocusNode {  // moves the keyboard focus: a semantic node by key, or a field or document by its name
    std::string name;
};
// The selection inside the document, as UTF-16 offsets in the raw text of one part. Answered by Selected.
struct ReadSelection {};
struct PrintDocument {  // a document of the DOM, by its name
    std::string name;
};
struct PersistStorage {};  // navigator.storage.persist(), inside a user gesture. Answered by Persisted.

using AnyEffect =
    std::variant<Fetch, CancelFetch, Hash, LoadStored, Put, AppendDecision, KeepReceived, EnsureKey, MakeKey,
                 Unlock, Lock, LockAfter, Wipe, TakeOver, Sign, VerifySignatures, ShowMedia, SetShield,
                 Reveal, ForgetMedia, Download, PickFile, Desk, StopDesk, Say, SetTitle, SetRoute, CopyText,
                 WakeAt, FocusNode, ReadSelection, PrintDocument, PersistStorage>;
using Effect = OneOf<AnyEffect>;

// ---------------------------------------------------------------- arrivals

struct Failed {
    Ticket ticket = 0;
    Error error;
};
struct FetchProgress {
    Ticket ticket = 0;
    std::int64_t bytes = 0, total_bytes = -1;  // stored bytes; total -1 when unknown
};
struct Fetched {
    Ticket ticket = 0;
    std::string bytes;              // unpacked when asked
    std::int64_t stored_bytes = 0;  // as stored
    Digest digest;                  // of the stored bytes
};
struct Hashed {
    Ticket ticket = 0;
    std::vector<Digest> digests;
};
struct StoredRecord {
    std::string store, key, value;
};
struct StoredDecision {
    std::string key_id;
    std::int64_t seq = 0;
    std::string record, envelope;
};
struct StoredState {
    Ticket ticket = 0;
    std::vector<StoredRecord> records;
    std::vector<StoredDecision> decisions;      // by key id, then seq
    std::vector<StoredDecision> received = {};  // of others; their key id and seq stand in the envelope
};
// There is a vault and it is not open: nothing else can be read.
struct Locked {
    Ticket ticket = 0;
};
struct Unlocked {
    Ticket ticket = 0;
};
struct LockDue {};  // nobody is there any more
// Whether this tab is the one that writes: told at the start, and whenever it changes.
struct Writer {
    bool mine = true;
};
struct Stored {
    Ticket ticket = 0;
};
struct KeyReady {
    Ticket ticket = 0;
    std::string key_id, public_x;  // RFC 7638 thumbprint; JWK "x"
    std::string spki_pem;
    bool made = false;      // just now
    bool temporary = true;  // no passphrase stands before it
};
struct Signed {
    Ticket ticket = 0;
    std::vector<std::string> signatures;  // 64 bytes each, in the order of the messages
};
struct SignaturesChecked {
    Ticket ticket = 0;
    std::vector<bool> valid;
};
struct MediaState {
    std::string part_id;
    enum class Phase { loading, shown, failed } phase = Phase::loading;
    Error error;  // when failed: media.fetch, media.digest, media.size, media.dimensions, media.decode
    int width_px = 0, height_px = 0;
};
struct MediaRevealed {  // how long a medium was looked at unshielded, reported when it is shielded again
    std::string part_id;
    std::int64_t span_ms = 0;
};
struct FilePicked {
    Ticket ticket = 0;
    std::string name, bytes;
    std::string handle = {};  // "file:<n>" when it is kept
    std::int64_t size = 0;
};
struct DeskProgress {
    Ticket ticket = 0;
    std::int64_t done = 0, total = -1;  // bytes
    std::string note;                   // JSON: what is known so far
};
struct DeskDone {
    Ticket ticket = 0;
    std::string result;  // JSON
};
struct FolderDropped {  // its files are fetched as "drop:<n>/<path below the folder>"
    std::string base;   // "drop:<n>/"
    std::string name;
    Error error;  // drop.empty, drop.no_descriptor; code empty when fine
};
struct Selected {
    std::string part_id;
    std::int64_t start = 0, end = 0;  // equal: nothing selected
};
struct RouteChanged {
    std::string hash;
};
struct FieldEdited {  // a text field, on each input event
    std::string name, value;
};
struct FieldLeft {  // focus lost
    std::string name;
};
struct DocumentAction {  // a control inside a document was used
    std::string document, action, argument;
};
struct Persisted {
    bool granted = false;
};
struct MediaPreferences {  // at the start and on each change
    bool dark = true, high_contrast = false, reduced_motion = false;
    float width_px = 0, height_px = 0;
};
struct Online {
    bool online = true;
};
struct Tick {};

using AnyArrival =
    std::variant<Failed, FetchProgress, Fetched, Hashed, StoredState, Locked, Unlocked, LockDue, Writer,
                 Stored, KeyReady, Signed, SignaturesChecked, DeskProgress, DeskDone, MediaState,
                 MediaRevealed, FilePicked, FolderDropped, Selected, RouteChanged, FieldEdited, FieldLeft,
                 DocumentAction, Persisted, MediaPreferences, Online, Tick>;
using Arrival = OneOf<AnyArrival>;

// ---------------------------------------------------------------- ports, called while drawing

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;
    bool operator==(const Rect&) const = default;
};

enum class Face : std::uint8_t { ui, ui_medium, ui_semibold, mono, icon };

struct TextStyle {
    float size_px = 14;
    Face face = Face::ui;
    bool operator==(const TextStyle&) const = default;
};

struct TextMetrics {                                     // px at the style's size
    float width = 0, ascent = 0, descent = 0, left = 0;  // left: overhang to the left of the origin
};

// Whole runs shaped and rasterised by the browser, in any script. Pages are square GL textures of page_px().
class TextPort {
  public:
    virtual ~TextPort() = default;
    virtual float dpr() const = 0;
    virtual int page_device_px() const = 0;
    virtual std::uint64_t make_page() = 0;  // ImTextureID of an empty page; 0 when the context is lost
    virtual TextMetrics measure(std::string_view text, TextStyle style, bool rtl) = 0;
    // Draws the run into page at (x, y), w x h device px, its origin `left_device_px` from the left and
    // `baseline_device_px` from the top. `rgba` 0xAABBGGRR: white for tinted runs, the real colour for runs
    // with emoji.
    virtual void draw(std::string_view text, TextStyle style, bool rtl, std::uint32_t rgba,
                      std::uint64_t page, int x, int y, int w, int h, float left_device_px,
                      float baseline_device_px) = 0;
    // Byte offsets where each line ends when `text` is broken to `width` px (UAX 14 as far as the browser's
    // word segmenter and white space give it); the last is text.size().
    virtual void break_lines(std::string_view text, TextStyle style, float width,
                             std::vector<std::uint32_t>& ends) = 0;
};

enum class Role : std::uint8_t {
    group,
    region,
    navigation,
    toolbar,
    heading1,
    heading2,
    heading3,
    button,
    link,
    checkbox,
    radiogroup,
    radio,
    tablist,
    tab,
    grid,
    rowgroup,
    row,
    columnheader,
    gridcell,
    list,
    listitem,
    dialog,
    status,
    alert,
    progressbar,
    separator,
    text,
    menu,
    menuitem,
    listbox,
    option,
    slot
};

struct Node {
    std::uint32_t id = 0, parent = 0;
    int index = 0;  // among the parent's children
    Role role = Role::group;
    std::string name, description;
    std::string key;  // stable name for FocusNode and for slots: "queue.row.12", "slot:case"
    Rect rect;        // absolute; the platform makes it relative to the parent
    std::int8_t checked = -1, selected = -1, expanded = -1, pressed = -1;  // -1: the state does not apply
    bool disabled = false, current = false, modal = false, hidden_visually = false;
    std::int8_t tab = -2;  // 0: in the tab order, -1: focusable, -2: not focusable
    std::int32_t row_index = 0, row_count = 0, position = 0, set_size = 0;  // 1-based; 0: does not apply
    float value = -1;                                                       // progressbar and separator: 0..1
    float scroll_y = -1, scroll_height = 0;  // a real DOM scroller when scroll_y >= 0: synced both ways
    std::string shortcut;                    // aria-keyshortcuts
    bool operator==(const Node&) const = default;
};

class SemanticsPort {
  public:
    virtual ~SemanticsPort() = default;
    virtual void upsert(const Node& node) = 0;  // parents before children, siblings in order
    virtual void remove(std::uint32_t id) = 0;
    virtual void commit() = 0;  // after the last change of a frame
};

struct Field {
    std::string name;  // "filter", "rationale", ...
    std::string label, placeholder, value, description;
    std::uint32_t revision = 0;  // the value is written into the element only when this changes
    bool multiline = false, read_only = false, spellcheck = true, invalid = false;
    bool secret = false;          // a passphrase: shown as dots, and its value is never told to the console
    std::int32_t max_length = 0;  // UTF-16 units; 0: unlimited
    float size_px = 14;
    bool operator==(const Field&) const = default;
};

// Real DOM over the canvas. A slot is a semantic node of role `slot` whose key is "slot:<name>": the element
// of that name is laid at its rectangle and stands at its place in the reading order.
class DomPort {
  public:
    virtual ~DomPort() = default;
    virtual void field(const Field& field) = 0;
    // A document of blocks (app/document.hpp describes the JSON), rebuilt only when the revision changes.
    virtual void document(std::string_view name, std::uint32_t revision, std::string_view json) = 0;
    virtual void show(std::string_view name, Rect rect, bool visible) = 0;
    // Rectangles where the canvas must be seen through the DOM (menus, dialogs); empty: none.
    virtual void holes(const std::vector<Rect>& rects) = 0;
    virtual void theme(std::string_view css_variables_json) = 0;  // {"--panel": "#14181f", ...}
};

struct Ports {
    TextPort* text = nullptr;
    SemanticsPort* semantics = nullptr;
    DomPort* dom = nullptr;
};

struct KeyEvent {
    std::string key;   // KeyboardEvent.key
    std::string code;  // KeyboardEvent.code, the fallback for layouts without Latin letters
    bool ctrl = false, shift = false, alt = false, meta = false;
    bool down = true, repeat = false;
    bool in_field = false;  // a text field has the focus
};

// What the platform drives. main.cpp implements it.
class Console {
  public:
    virtual ~Console() = default;
    virtual void arrive(Arrival arrival) = 0;
    virtual bool key(const KeyEvent& event) = 0;    // true: taken, the browser must not act on it
    virtual void draw() = 0;                        // between NewFrame and Render
    virtual void activate(std::uint32_t node) = 0;  // semantic node: click without a pointer
    virtual void focus(std::uint32_t node) = 0;     // the DOM focus is on this node; 0: nowhere
    virtual void scroll(std::uint32_t node, float y) = 0;
    virtual void context_lost() = 0;       // text pages are gone
    virtual bool wants_frame() const = 0;  // after draw(): another frame is needed
};

// What main.cpp starts with. Implemented by platform/web (and by nothing else so far).
class Platform {
  public:
    virtual ~Platform() = default;
    virtual Ports ports() = 0;
    virtual TimeMs now_ms() const = 0;
    virtual void random_bytes(void* out, std::size_t n) = 0;
    virtual std::string build_digest() const = 0;  // "sha256:..." of the wasm, computed from its bytes
    virtual void run(Effect effect) = 0;
    virtual void wake() = 0;                   // draw a frame soon
    virtual void start(Console& console) = 0;  // begins the loop and returns
};

}  // namespace casement::app
