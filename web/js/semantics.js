// The tree for assistive technology, tests and the keyboard: the other half of src/platform/web/semantics.hpp.
//
// Changes are collected while a frame is drawn and take effect in commit(). Elements lie over what the canvas shows,
// transparent, so that a click, a touch or a pointer of a screen reader meets the same place; a press on one bubbles
// to the root and goes through ImGui's own hit test.
addToLibrary({
  $Semantics__deps: ['$Web', '$Dom', '$Documents', '$Focus'],
  $Semantics: {
    // In the order of app::Role.
    roles: ['group', 'region', 'navigation', 'toolbar', 'heading1', 'heading2', 'heading3', 'button', 'link', 'checkbox',
      'radiogroup', 'radio', 'tablist', 'tab', 'grid', 'rowgroup', 'row', 'columnheader', 'gridcell', 'list', 'listitem',
      'dialog', 'status', 'alert', 'progressbar', 'separator', 'text', 'menu', 'menuitem', 'listbox', 'option', 'slot'],
    activeRoles: ['button', 'link', 'checkbox', 'radio', 'tab', 'menuitem', 'option', 'row', 'gridcell', 'columnheader'],
    // Their name is their content, so that find in page and translation meet it; other names are labels.
    contentRoles: ['heading1', 'heading2', 'heading3', 'button', 'link', 'checkbox', 'radio', 'tab', 'columnheader',
      'gridcell', 'listitem', 'status', 'alert', 'text', 'menuitem', 'option'],

    echoMs: 200,         // how long C++ may take to follow a native scroll

    tree: null,          // the element all nodes live in
    nodes: null,         // id -> record
    keys: null,          // key -> id
    touched: null,       // records to be placed in commit()
    unordered: null,     // ids of parents whose children must be put in order
    removed: null,       // records to be removed in commit()
    pointerClick: false, // the click that follows was already given to ImGui as a press

    listen() {
      Semantics.setUp();
      const tree = Semantics.tree;
      tree.addEventListener('focusin', Semantics.focusIn);
      tree.addEventListener('focusout', (event) => {
        if (!event.relatedTarget) _web_on_focus(0);
      });
      tree.addEventListener('click', Semantics.click);
      // Scroll events do not bubble; one listener sees them all on the way down.
      tree.addEventListener('scroll', Semantics.scrolled, { capture: true, passive: true });
    },

    setUp() {
      if (Semantics.nodes) return;
      Semantics.tree = document.getElementById('semantics');
      Semantics.nodes = new Map();
      Semantics.keys = new Map();
      Semantics.touched = new Set();
      Semantics.unordered = new Set();
      Semantics.removed = new Map();
    },

    // ---- events

    recordOf(target) {
      for (let el = target; el && el !== Semantics.tree; el = el.parentElement) {
        if (el.semanticNode) return el.semanticNode;
        if (el.hasAttribute?.('data-native')) return null;
      }
      return null;
    },

    focusIn(event) {
      const record = Semantics.recordOf(event.target);
      _web_on_focus(record ? record.id : 0);
    },

    pressed() {
      Semantics.pointerClick = true;
      // A scroller that moved since its last event: ImGui must hit what is seen now.
      for (const record of Semantics.nodes.values()) {
        if (record.spacer) Semantics.reportScroll(record);
      }
    },

    // The browser's click comes right after the release; what comes later was made by somebody else.
    released() {
      setTimeout(() => { Semantics.pointerClick = false; }, 50);
    },

    click(event) {
      if (event.detail > 0 && Semantics.pointerClick) {
        Semantics.pointerClick = false;
        return;
      }
      let record = Semantics.recordOf(event.target);
      while (record && !Semantics.activeRoles.includes(record.role)) record = Semantics.nodes.get(record.parent);
      if (record) Semantics.activate(record);
    },

    activate(record) {
      if (record.disabled) return;
      _web_on_activate(record.id);
      Backend.pump();
    },

    // Enter and Space use the node that has the focus. Chords go to the console's own table of commands.
    activateByKey(event) {
      if (event.key !== 'Enter' && event.key !== ' ') return false;
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false;
      const record = event.target.semanticNode;
      if (!record || !Semantics.activeRoles.includes(record.role)) return false;
      if (!event.repeat) Semantics.activate(record);
      return true;
    },

    scrolled(event) {
      const record = event.target.semanticNode;
      if (record?.spacer) Semantics.reportScroll(record);
    },

    reportScroll(record) {
      const y = record.el.scrollTop;
      if (Math.abs(y - record.knownScroll) <= 0.75) return;
      record.knownScroll = y;
      record.echoDue = performance.now() + Semantics.echoMs;
      clearTimeout(record.echoTimer);
      record.echoTimer = setTimeout(() => Semantics.settleScroll(record), Semantics.echoMs);
      _web_on_scroll(record.id, y);
    },

    // In the end C++ is right: it may have clamped what the browser did not, or scrolled at the same time.
    settleScroll(record) {
      record.echoDue = 0;
      if (!record.el.isConnected || Math.abs(record.el.scrollTop - record.scrollY) <= 0.75) return;
      record.el.scrollTop = record.scrollY;
      record.knownScroll = record.el.scrollTop;
    },

    // ---- changes, collected

    read(pointer) {
      const at = pointer >> 2;
      const text = (i) => Web.text(HEAPU32[at + i], HEAPU32[at + i + 1]);
      const flags = HEAPU32[at + 20];
      return {
        id: HEAPU32[at], parent: HEAPU32[at + 1], index: HEAP32[at + 2], role: Semantics.roles[HEAP32[at + 3]],
        name: text(4), description: text(6), key: text(8), shortcut: text(10),
        x: HEAPF32[at + 12], y: HEAPF32[at + 13], w: HEAPF32[at + 14], h: HEAPF32[at + 15],
        checked: HEAP32[at + 16], selected: HEAP32[at + 17], expanded: HEAP32[at + 18], pressed: HEAP32[at + 19],
        disabled: !!(flags & 1), current: !!(flags & 2), modal: !!(flags & 4), hiddenVisually: !!(flags & 8),
        tab: HEAP32[at + 21], rowIndex: HEAP32[at + 22], rowCount: HEAP32[at + 23], position: HEAP32[at + 24],
        setSize: HEAP32[at + 25], value: HEAPF32[at + 26], scrollY: HEAPF32[at + 27], scrollHeight: HEAPF32[at + 28],
      };
    },

    upsert(pointer) {
      Semantics.setUp();
      const next = Semantics.read(pointer);
      let record = Semantics.nodes.get(next.id) ?? Semantics.revive(next);
      if (record && record.role !== next.role) record = Semantics.remake(record, next);
      if (!record) {
        record = { el: Semantics.make(next), attributes: {}, children: new Set(), text: null, knownScroll: 0 };
        Semantics.nodes.set(next.id, record);
      }
      if (record.parent !== undefined && record.parent !== next.parent) {
        Semantics.nodes.get(record.parent)?.children.delete(next.id);
        Semantics.unordered.add(next.parent);
      }
      if (record.index !== next.index || record.parent !== next.parent) Semantics.unordered.add(next.parent);
      if (record.key && record.key !== next.key) Semantics.keys.delete(record.key);
      Object.assign(record, next);
      record.el.semanticNode = record.role === 'slot' ? null : record;
      if (record.key) Semantics.keys.set(record.key, record.id);
      Semantics.nodes.get(record.parent)?.children.add(record.id);
      Semantics.touched.add(record);
    },

    // Removed and declared again within one frame: it never left.
    revive(next) {
      const record = Semantics.removed.get(next.id);
      if (!record) return null;
      Semantics.removed.delete(next.id);
      Semantics.nodes.set(next.id, record);
      return record;
    },

    // Another role may need another element; what is inside moves over.
    remake(record, next) {
      if (record.role === 'slot' || next.role === 'slot') {
        Semantics.drop(record);
        return null;
      }
      const el = Semantics.make(next);
      const focused = document.activeElement === record.el;
      for (const id of record.children) el.append(Semantics.nodes.get(id)?.el ?? '');
      record.el.replaceWith(el);
      Object.assign(record, { el: el, attributes: {}, text: null, spacer: null, box: null, knownScroll: 0 });
      Semantics.unordered.add(record.id);
      if (focused) Focus.wish ??= { name: next.key, until: performance.now() + 1000 };
      return record;
    },

    make(node) {
      if (node.role === 'slot') return Dom.overlay(node.key.replace(/^slot:/, ''));
      const heading = /^heading([123])$/.exec(node.role);
      const el = document.createElement(heading ? 'h' + heading[1] : 'div');
      el.className = Semantics.contentRoles.includes(node.role) ? 'node content' : 'node';
      return el;
    },

    remove(id) {
      const record = Semantics.nodes.get(id);
      if (!record) return;
      Semantics.nodes.delete(id);
      Semantics.removed.set(id, record);
    },

    // ---- changes, made

    commit() {
      Semantics.setUp();
      const modalBefore = Focus.modal;
      for (const record of Semantics.touched) {
        if (Semantics.nodes.get(record.id) === record) Semantics.describe(record);
      }
      for (const parent of Semantics.unordered) Semantics.order(parent);
      for (const record of Semantics.touched) Semantics.place(record, true);
      Semantics.removeAll();
      Semantics.touched.clear();
      Semantics.unordered.clear();
      Focus.applyModal();
      Dom.placeAll();
      Focus.grantWish();
      if (Focus.modal !== modalBefore) Focus.moveFocusForModal(modalBefore);
    },

    attribute(record, name, value) {
      if (record.attributes[name] === value) return;
      record.attributes[name] = value;
      if (value === null) record.el.removeAttribute(name);
      else record.el.setAttribute(name, value);
    },

    roleAttribute(node) {
      if (/^heading|^text$/.test(node.role)) return null;
      if (node.role === 'group') return node.name ? 'group' : null;
      return node.role;
    },

    describe(record) {
      if (record.role === 'slot') {
        if (record.name) Documents.label(record.el.overlay, record.name);
        return;
      }
      const set = (name, value) => Semantics.attribute(record, name, value);
      const state = (value) => value < 0 ? null : value === 2 ? 'mixed' : value ? 'true' : 'false';
      const number = (value) => value > 0 ? String(value) : null;
      const inContent = Semantics.contentRoles.includes(record.role);
      set('role', Semantics.roleAttribute(record));
      set('aria-label', inContent || !record.name ? null : record.name);
      if (inContent) Semantics.setText(record);
      set('aria-description', record.description || null);
      set('aria-keyshortcuts', record.shortcut || null);
      set('aria-checked', state(record.checked));
      set('aria-selected', state(record.selected));
      set('aria-expanded', state(record.expanded));
      set('aria-pressed', state(record.pressed));
      set('aria-disabled', record.disabled ? 'true' : null);
      set('aria-current', record.current ? 'true' : null);
      set('aria-modal', record.modal ? 'true' : null);
      set('aria-rowindex', number(record.rowIndex));
      set('aria-rowcount', record.role === 'grid' ? number(record.rowCount) : null);
      set('aria-posinset', number(record.position));
      set('aria-setsize', number(record.setSize));
      set('aria-valuemin', record.value >= 0 ? '0' : null);
      set('aria-valuemax', record.value >= 0 ? '100' : null);
      set('aria-valuenow', record.value >= 0 ? String(Math.round(record.value * 100)) : null);
      set('tabindex', record.tab === -2 ? Semantics.scrollerTab(record) : String(record.tab));
      record.el.classList.toggle('hidden-visually', record.hiddenVisually);
      if (record.scrollY >= 0) Semantics.scroll(record);
    },

    setText(record) {
      if (record.text?.data === record.name) return;
      if (!record.text) {
        record.text = document.createTextNode('');
        record.el.prepend(record.text);
        record.el.dir = 'auto';
      }
      record.text.data = record.name;
    },

    // What scrolls must be reachable by the keyboard, unless something inside is.
    scrollerTab(record) {
      if (record.scrollY < 0 || record.scrollHeight <= record.h) return null;
      for (const id of record.children) {
        const child = Semantics.nodes.get(id);
        if (child && child.tab === 0) return null;
        for (const inner of child?.children ?? []) if (Semantics.nodes.get(inner)?.tab === 0) return null;
      }
      return '0';
    },

    scroll(record) {
      if (!record.spacer) {
        record.spacer = document.createElement('div');
        record.spacer.className = 'spacer';
        record.spacer.setAttribute('role', 'presentation');
        record.el.append(record.spacer);
        record.el.classList.add('scroller');
      }
      const height = Math.max(0, record.scrollHeight) + 'px';
      if (record.spacer.style.height !== height) record.spacer.style.height = height;
      // Only a position that C++ chose itself is written. One that it repeats lags some frames behind the fingers, so
      // after a native scroll nothing is written until C++ has caught up or had time to.
      const differs = Math.abs(record.scrollY - record.knownScroll) > 0.75;
      if (!differs) record.echoDue = 0;
      record.wantedScroll = differs && performance.now() >= (record.echoDue || 0) ? record.scrollY : null;
    },

    // Puts children in the order of their index. Moving an element takes its focus away, so the one that holds it
    // stays where it is and the others are moved around it.
    order(parent) {
      const container = parent ? Semantics.nodes.get(parent)?.el : Semantics.tree;
      if (!container) return;
      const records = parent ? [...Semantics.nodes.get(parent).children].map((id) => Semantics.nodes.get(id))
        : [...Semantics.nodes.values()].filter((record) => !record.parent);
      const wanted = records.filter((record) => record && record.parent === parent).sort((a, b) => a.index - b.index);
      const end = parent ? Semantics.nodes.get(parent).spacer ?? null : null;
      // What is about to be removed is passed over, or everything behind it would be moved for nothing.
      const standing = (el) => {
        while (el?.semanticNode && Semantics.removed.has(el.semanticNode.id)) el = el.nextElementSibling;
        return el;
      };
      let next = standing(container.firstElementChild);
      for (const { el } of wanted) {
        if (el === next) {
          next = standing(next.nextElementSibling);
        } else if (el.parentNode === container && el.contains(document.activeElement)) {
          while (next && next !== el) {
            const passed = next;
            next = standing(next.nextElementSibling);
            if (passed !== end) container.insertBefore(passed, end);
          }
          next = standing(el.nextElementSibling);
        } else {
          container.insertBefore(el, next ?? end);
        }
      }
      if (end && container.lastElementChild !== end) container.append(end);
    },

    // Rectangles are absolute; an element is placed in its parent, and inside a scroller where its content lies.
    place(record, withChildren) {
      if (record.role === 'slot' || Semantics.nodes.get(record.id) !== record) return;
      const origin = Semantics.origin(record.parent);
      const style = record.el.style;
      const box = [record.x - origin.x, record.y - origin.y, record.w, record.h].map((v) => Math.round(v * 100) / 100 + 'px');
      if (record.box?.join() !== box.join()) {
        record.box = box;
        [style.left, style.top, style.width, style.height] = box;
      }
      if (record.wantedScroll != null) {
        record.knownScroll = record.wantedScroll;
        record.wantedScroll = null;
        record.el.scrollTop = record.knownScroll;
        // The browser rounds, and clamps what a spacer of this frame does not allow.
        record.knownScroll = record.el.scrollTop;
      }
      if (!withChildren) return;
      for (const id of record.children) {
        const child = Semantics.nodes.get(id);
        if (child && !Semantics.touched.has(child)) Semantics.place(child, false);
      }
    },

    origin(parent) {
      const record = parent ? Semantics.nodes.get(parent) : null;
      if (!record) return { x: 0, y: 0 };
      return { x: record.x, y: record.y - Math.max(0, record.scrollY) };
    },

    removeAll() {
      for (const record of Semantics.removed.values()) {
        if (record.el.contains(document.activeElement)) Focus.rescueFocus(record);
        Semantics.drop(record);
      }
      Semantics.removed.clear();
    },

    drop(record) {
      if (Semantics.nodes.get(record.id) === record) Semantics.nodes.delete(record.id);
      if (Semantics.keys.get(record.key) === record.id && !Semantics.nodes.has(record.id)) Semantics.keys.delete(record.key);
      Semantics.nodes.get(record.parent)?.children.delete(record.id);
      if (record.role === 'slot') Dom.shelve(record.el);
      else {
        // Slots inside outlive their surroundings.
        for (const el of record.el.querySelectorAll('.overlay')) Dom.shelve(el);
        record.el.remove();
      }
    },
  },

  web_semantics_upsert__deps: ['$Semantics'],
  web_semantics_upsert: (node) => Web.safe(() => Semantics.upsert(node)),

  web_semantics_remove__deps: ['$Semantics'],
  web_semantics_remove: (id) => Web.safe(() => Semantics.remove(id >>> 0)),

  web_semantics_commit__deps: ['$Semantics'],
  web_semantics_commit: () => Web.safe(() => Semantics.commit()),
});
