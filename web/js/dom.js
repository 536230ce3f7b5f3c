// Fields, the places of documents, holes and the theme: the other half of src/platform/web/dom.hpp.
//
// Everything that is real DOM lies in an "overlay": an element that stands in the semantic tree where its slot is,
// or waits on the shelf while no slot names it.
addToLibrary({
  $Dom__deps: ['$Web', '$Documents'],
  $Dom: {
    shelfElement: null,
    overlays: null,   // name -> {name, el, rect, visible, control, revision, ...}
    holes: null,      // [x, y, w, h], absolute
    composing: false,

    setUp() {
      if (Dom.overlays) return;
      Dom.shelfElement = document.getElementById('shelf');
      Dom.overlays = new Map();
      Dom.holes = [];
    },

    listen() {
      Dom.setUp();
      addEventListener('compositionstart', () => { Dom.composing = true; });
      addEventListener('compositionend', (event) => {
        Dom.composing = false;
        const overlay = Dom.overlayOf(event.target);
        if (!overlay) return;
        if (overlay.postponed !== undefined) Dom.write(overlay, overlay.postponed);
        else Dom.edited(overlay);
      });
    },

    // ---- overlays

    overlay(name) {
      Dom.setUp();
      return Dom.record(name).el;
    },

    record(name) {
      Dom.setUp();
      let overlay = Dom.overlays.get(name);
      if (!overlay) {
        const el = document.createElement('div');
        el.className = 'overlay';
        el.dataset.native = '';
        el.dataset.name = name;
        el.hidden = true;
        overlay = { name: name, el: el, rect: null, visible: false, control: null, revision: -1 };
        el.overlay = overlay;
        Dom.overlays.set(name, overlay);
        Dom.shelfElement.append(el);
      }
      return overlay;
    },

    overlayOf(target) {
      return target instanceof Element ? target.closest('.overlay')?.overlay : null;
    },

    shelve(el) {
      Dom.shelfElement.append(el);
      if (el.overlay) el.overlay.box = null;
    },

    show(name, rect, visible) {
      const overlay = Dom.record(name);
      overlay.rect = rect;
      overlay.visible = visible;
    },

    placeAll() {
      Dom.setUp();
      for (const overlay of Dom.overlays.values()) Dom.place(overlay);
    },

    place(overlay) {
      const el = overlay.el;
      const shown = overlay.visible && overlay.rect && el.parentElement !== Dom.shelfElement;
      if (el.hidden === !!shown) el.hidden = !shown;
      if (!shown) return;
      const parent = Semantics.recordOf(el.parentElement);
      const origin = parent ? Semantics.origin(parent.id) : { x: 0, y: 0 };
      const { x, y, w, h } = overlay.rect;
      const box = [x - origin.x, y - origin.y, w, h].join('px ') + 'px';
      if (overlay.box !== box) {
        overlay.box = box;
        const style = el.style;
        [style.left, style.top, style.width, style.height] = box.split(' ');
      }
      const path = Dom.clipPath(overlay);
      if (overlay.path !== path) {
        overlay.path = path;
        el.style.clipPath = path;
      }
    },

    // Menus and dialogs are drawn on the canvas below; where they are, an overlay is cut out, for the eye and for
    // the pointer alike. What belongs to the dialog itself stays whole.
    clipPath(overlay) {
      if (overlay.el.closest('[role=dialog], [role=menu], [role=listbox]')) return '';
      const { x, y, w, h } = overlay.rect;
      const cut = Dom.holes.filter((hole) =>
        hole[0] < x + w && hole[0] + hole[2] > x && hole[1] < y + h && hole[1] + hole[3] > y);
      if (!cut.length) return '';
      const rectangle = (left, top, width, height) => 'M' + left + ' ' + top + 'h' + width + 'v' + height + 'h' + -width + 'z';
      // Holes that overlap would cancel out under "evenodd", so each is cut against the ones before it.
      const parts = Dom.disjoint(cut).map((hole) => rectangle(hole[0] - x, hole[1] - y, hole[2], hole[3]));
      return 'path(evenodd, "' + rectangle(-8, -8, w + 16, h + 16) + parts.join('') + '")';
    },

    disjoint(rectangles) {
      let pieces = [];
      for (const rectangle of rectangles) {
        let rest = [rectangle];
        for (const taken of pieces) rest = rest.flatMap((piece) => Dom.subtract(piece, taken));
        pieces = pieces.concat(rest);
      }
      return pieces;
    },

    subtract([x, y, w, h], [u, v, s, t]) {
      const left = Math.max(x, u), right = Math.min(x + w, u + s);
      const top = Math.max(y, v), bottom = Math.min(y + h, v + t);
      if (left >= right || top >= bottom) return [[x, y, w, h]];
      return [[x, y, w, top - y], [x, bottom, w, y + h - bottom], [x, top, left - x, bottom - top],
        [right, top, x + w - right, bottom - top]].filter((piece) => piece[2] > 0 && piece[3] > 0);
    },

    setHoles(pointer, count) {
      Dom.setUp();
      Dom.holes = [];
      for (let i = 0; i < count; i++) Dom.holes.push([...HEAPF32.subarray((pointer >> 2) + i * 4, (pointer >> 2) + i * 4 + 4)]);
    },

    // ---- fields

    field(field) {
      const overlay = Dom.record(field.name);
      const kind = field.secret ? 'password' : field.multiline ? 'textarea' : 'text';
      if (overlay.kind !== kind) Dom.makeControl(overlay, kind);
      const control = overlay.control;
      Dom.describe(overlay, field);
      if (overlay.revision === field.revision) return;
      overlay.revision = field.revision;
      if (Dom.composing && document.activeElement === control) overlay.postponed = field.value;
      else Dom.write(overlay, field.value);
    },

    describe(overlay, field) {
      const control = overlay.control;
      const set = (name, value) => {
        if (value === null) control.removeAttribute(name);
        else if (control.getAttribute(name) !== value) control.setAttribute(name, value);
      };
      set('aria-label', field.label);
      set('placeholder', field.placeholder || null);
      set('aria-description', field.description || null);
      set('aria-invalid', field.invalid ? 'true' : null);
      set('maxlength', field.maxLength > 0 ? String(field.maxLength) : null);
      if (control.readOnly !== field.readOnly) control.readOnly = field.readOnly;
      const spellcheck = field.spellcheck && !field.secret;  // some checkers send what they check
      if (control.spellcheck !== spellcheck) control.spellcheck = spellcheck;
      const size = field.size + 'px';
      if (control.style.fontSize !== size) control.style.fontSize = size;
    },

    makeControl(overlay, kind) {
      overlay.control?.remove();
      const control = document.createElement(kind === 'textarea' ? kind : 'input');
      if (kind !== 'textarea') control.type = kind;
      control.className = 'field';
      control.dir = 'auto';
      control.autocomplete = kind === 'password' ? 'current-password' : 'off';
      control.name = overlay.name;
      control.addEventListener('input', (event) => {
        if (!event.isComposing) Dom.edited(overlay);
      });
      control.addEventListener('blur', () => {
        Web.send(overlay.name);
        _web_on_field_left();
      });
      overlay.kind = kind;
      overlay.control = control;
      overlay.revision = -1;
      overlay.el.append(control);
    },

    write(overlay, value) {
      overlay.postponed = undefined;
      if (overlay.control.value !== value) overlay.control.value = value;
    },

    // What is secret stays on this side: it is read where it is needed (vault.js).
    edited(overlay) {
      if (overlay.kind === 'password') return;
      Web.send(overlay.name, overlay.control.value);
      _web_on_field_edited();
    },

    isField(target) {
      return target instanceof Element && target.matches('input, textarea');
    },

    focusTarget(name) {
      if (name.startsWith('part:')) return Documents.partTarget(name);
      const overlay = Dom.overlays?.get(name);
      return overlay && !overlay.el.hidden ? overlay.control ?? Documents.focusTarget(overlay) : null;
    },

    // Keys that a control inside an overlay, or the scroller of a document, uses by itself.
    keepsKey(event) {
      const target = event.target;
      if (!(target instanceof Element) || !target.closest('[data-native]')) return false;
      // Of what is typed into a secret field the console hears named keys only: Enter, Escape and the like.
      if (target.type === 'password') return !/^[A-Z][A-Za-z0-9]+$/.test(event.key);
      if (Dom.isField(target)) return false;
      if (event.ctrlKey || event.altKey || event.metaKey) return false;
      if (target.closest('button, summary, a')) return event.key === 'Enter' || event.key === ' ';
      return /^(Arrow(Up|Down|Left|Right)|Page(Up|Down)|Home|End| )$/.test(event.key);
    },

    // ---- theme

    theme(json) {
      const style = document.documentElement.style;
      const variables = JSON.parse(json);
      for (const [name, value] of Object.entries(variables)) {
        style.setProperty((name.startsWith('--') ? '' : '--') + name.replaceAll('_', '-'), String(value));
      }
      Dom.clearColour(variables['--panel'] ?? variables['panel']);
      document.documentElement.classList.add('themed');
      Media.redraw();
    },

    // The canvas is opaque and begins with the panel's colour, so that no panel has to paint itself.
    clearColour(colour) {
      const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour ?? '');
      if (!digits) return;
      const [r, g, b] = digits.slice(1).map((pair) => parseInt(pair, 16) / 255);
      _web_on_clear_colour(r, g, b);
      const dark = 0.2126 * r + 0.7152 * g + 0.0722 * b < 0.5;
      document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
    },
  },

  web_dom_field__deps: ['$Dom'],
  web_dom_field: (name, nameBytes, label, labelBytes, placeholder, placeholderBytes, value, valueBytes, description,
    descriptionBytes, revision, flags, maxLength, size) => Web.safe(() => Dom.field({
    name: Web.text(name, nameBytes), label: Web.text(label, labelBytes),
    placeholder: Web.text(placeholder, placeholderBytes), value: Web.text(value, valueBytes),
    description: Web.text(description, descriptionBytes), revision: revision, multiline: !!(flags & 1),
    readOnly: !!(flags & 2), spellcheck: !!(flags & 4), invalid: !!(flags & 8), secret: !!(flags & 16), maxLength: maxLength,
    size: size,
  })),

  web_dom_document__deps: ['$Dom', '$Documents'],
  web_dom_document: (name, nameBytes, revision, json, jsonBytes) => Web.safe(() => {
    const overlay = Dom.record(Web.text(name, nameBytes));
    if (overlay.revision === revision) return;
    overlay.revision = revision;
    Documents.build(overlay, JSON.parse(Web.text(json, jsonBytes)));
  }),

  web_dom_show__deps: ['$Dom'],
  web_dom_show: (name, nameBytes, x, y, w, h, visible) =>
    Web.safe(() => Dom.show(Web.text(name, nameBytes), { x, y, w, h }, !!visible)),

  web_dom_holes__deps: ['$Dom'],
  web_dom_holes: (pointer, count) => Web.safe(() => Dom.setHoles(pointer, count)),

  web_dom_theme__deps: ['$Dom', '$Media'],
  web_dom_theme: (json, bytes) => Web.safe(() => Dom.theme(Web.text(json, bytes))),

  web_dom_read_selection__deps: ['$Documents'],
  web_dom_read_selection: () => Web.safe(() => Documents.readSelection()),
});
