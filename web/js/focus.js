// Where the keyboard's focus goes when C++ moves it, when what had it is gone, and while a modal dialog is open.
addToLibrary({
  $Focus__deps: ['$Web', '$Dom'],
  $Focus: {
    wish: null,    // {name, until}: a focus that waits for its node
    modal: 0,      // the node that makes the rest inert
    inert: [],     // elements made inert for it
    before: null,  // what had the focus before it

    // The focus must not fall to the body: the next sibling that takes it, else what surrounds it.
    rescueFocus(record) {
      const gone = (el) => [...Semantics.removed.values()].some((other) => other.el.contains(el));
      const takes = (el) => el.semanticNode && el.hasAttribute('tabindex') && !gone(el);
      const after = [];
      for (let el = record.el.nextElementSibling; el; el = el.nextElementSibling) after.push(el);
      for (let el = record.el.previousElementSibling; el; el = el.previousElementSibling) after.push(el);
      const sibling = after.find(takes);
      if (sibling) {
        sibling.focus({ preventScroll: true });
        return;
      }
      for (let el = record.el.parentElement; el && el !== Semantics.tree; el = el.parentElement) {
        if (!el.semanticNode || gone(el)) continue;
        const inner = [...el.querySelectorAll('[tabindex="0"]')].find(takes);
        if (inner) {
          inner.focus({ preventScroll: true });
          return;
        }
        if (el.hasAttribute('aria-label')) {
          if (!el.hasAttribute('tabindex')) Semantics.attribute(el.semanticNode, 'tabindex', '-1');
          el.focus({ preventScroll: true });
          return;
        }
      }
    },

    // ---- modal

    applyModal() {
      let modal = null;
      for (const record of Semantics.nodes.values()) if (record.modal) modal = record;
      const id = modal ? modal.id : 0;
      if (!id && !Focus.modal) return;
      if (id && id !== Focus.modal && !Focus.modal) Focus.before = document.activeElement;
      const outside = new Set();
      for (let el = modal?.el; el && el !== Semantics.tree; el = el.parentElement) {
        for (const sibling of el.parentElement.children) if (sibling !== el) outside.add(sibling);
      }
      for (const el of Focus.inert) if (!outside.has(el)) el.inert = false;
      for (const el of outside) el.inert = true;
      Focus.inert = [...outside];
      Focus.modal = id;
    },

    moveFocusForModal(modalBefore) {
      const active = document.activeElement;
      if (Focus.modal) {
        const el = Semantics.nodes.get(Focus.modal).el;
        if (el.contains(active) || Focus.wish) return;
        const first = el.querySelector('[tabindex="0"], input, textarea, button') ?? el;
        if (first === el && !el.hasAttribute('tabindex')) Semantics.attribute(el.semanticNode, 'tabindex', '-1');
        first.focus({ preventScroll: true });
      } else if (modalBefore && (!active || active === document.body) && !Focus.wish) {
        if (Focus.before?.isConnected) Focus.before.focus({ preventScroll: true });
        Focus.before = null;
      }
    },

    // ---- focus by name

    focus(name) {
      if (name === 'main') {  // out of a field, to where letters are commands
        Focus.wish = null;
        document.activeElement?.blur();
        return;
      }
      Semantics.setUp();
      Focus.wish = { name: name, until: performance.now() + 1000 };
      Focus.grantWish();
    },

    grantWish() {
      const wish = Focus.wish;
      if (!wish) return;
      const record = Semantics.nodes.get(Semantics.keys.get(wish.name));
      const el = record && record.role !== 'slot' ? record.el : Dom.focusTarget(wish.name.replace(/^slot:/, ''));
      if (el && el.isConnected && !Semantics.touched.has(record)) {
        if (record && el === record.el && !el.hasAttribute('tabindex')) Semantics.attribute(record, 'tabindex', '-1');
        el.focus({ preventScroll: true });
        // Hidden or inert elements refuse; a later frame may have shown them.
        if (document.activeElement === el) Focus.wish = null;
      }
      if (Focus.wish && performance.now() > wish.until) Focus.wish = null;
    },
  },

  web_semantics_focus__deps: ['$Focus', '$Semantics'],
  web_semantics_focus: (name, bytes) => Web.safe(() => Focus.focus(Web.text(name, bytes))),
});
