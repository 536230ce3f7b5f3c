// Canvas, pointer, keys, size and the loop: the other half of src/platform/web/backend.hpp.
addToLibrary({
  $Backend__deps: ['$Web', '$Semantics', '$Focus', '$Dom', '$Media'],
  $Backend: {
    root: null,
    canvas: null,
    request: 0,
    broken: false,       // C++ threw: its state cannot be trusted, nothing is drawn any more
    devicePixels: null,  // the canvas' exact size in device px, where the browser tells it
    pointer: -1,         // the pointer whose press was given to ImGui
    button: 0,
    held: null,          // code -> the key as it went down: a layout may change in between
    cursor: '',

    listen() {
      Backend.root = document.getElementById('app');
      Backend.canvas = document.getElementById('canvas');
      Backend.held = new Map();
      Backend.watchSize();
      Backend.watchPointer();
      Backend.watchKeys();
      Backend.watchContext();
      Semantics.listen();
      Dom.listen();
      Media.listen();
      Backend.resize();
    },

    // ---- frames

    requestFrame() {
      if (!Backend.request && !Backend.broken) Backend.request = requestAnimationFrame(Backend.frame);
    },

    frame(now) {
      Backend.request = 0;
      Backend.draw(() => _web_on_frame(now));
    },

    pump() {
      Backend.draw(() => _web_pump());
    },

    draw(frames) {
      if (Backend.broken) return;
      let done = false;
      try {
        frames();
        done = true;
      } finally {
        Backend.broken = !done;
      }
      // Overlays may have moved, and a wished focus come within reach, in a frame that changed no semantic node.
      Dom.placeAll();
      Focus.grantWish();
    },

    // ---- size

    watchSize() {
      const observer = new ResizeObserver((entries) => {
        const box = entries[0].devicePixelContentBoxSize;
        Backend.devicePixels = box ? [box[0].inlineSize, box[0].blockSize] : null;
        Backend.resize();
      });
      try {
        observer.observe(Backend.canvas, { box: 'device-pixel-content-box' });
      } catch {
        observer.observe(Backend.canvas);
      }
      const watchDpr = () => {
        matchMedia('(resolution: ' + devicePixelRatio + 'dppx)').addEventListener('change', () => {
          Backend.devicePixels = null;
          Backend.resize();
          watchDpr();
        }, { once: true });
      };
      watchDpr();
    },

    resize() {
      const canvas = Backend.canvas;
      const box = canvas.getBoundingClientRect();
      const dpr = devicePixelRatio || 1;
      let width = Math.round(box.width * dpr);
      let height = Math.round(box.height * dpr);
      const exact = Backend.devicePixels;
      // An emulated ratio reports CSS px here, so the exact size counts only where it is near.
      if (exact && Math.abs(exact[0] - width) < 2 && Math.abs(exact[1] - height) < 2) [width, height] = exact;
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      _web_on_resize(box.width, box.height, width, height, dpr);
      // A resized canvas is empty until it is drawn: not one frame of that is shown.
      Backend.pump();
    },

    // ---- pointer

    watchPointer() {
      const root = Backend.root;
      root.addEventListener('pointermove', Backend.pointerMove);
      root.addEventListener('pointerdown', Backend.pointerDown);
      root.addEventListener('pointerup', Backend.pointerUp);
      root.addEventListener('pointercancel', Backend.pointerCancel);
      root.addEventListener('pointerleave', () => {
        if (Backend.pointer < 0) _web_on_pointer_leave();
      });
      root.addEventListener('contextmenu', (event) => {
        if (!Backend.isNative(event)) event.preventDefault();
      });
      root.addEventListener('wheel', Backend.wheel, { passive: false });
      addEventListener('blur', () => _web_on_window_focus(0));
      addEventListener('focus', () => _web_on_window_focus(1));
    },

    // Overlays are the browser's own; the scrollbar of a semantic scroller too.
    isNative(event) {
      const target = event.target;
      if (!(target instanceof Element)) return false;
      if (target.closest('[data-native]')) return true;
      if (!target.classList.contains('scroller')) return false;
      return event.clientX - target.getBoundingClientRect().left >= target.clientWidth;
    },

    moveTo(event) {
      const box = Backend.canvas.getBoundingClientRect();
      const source = event.pointerType === 'touch' ? 1 : event.pointerType === 'pen' ? 2 : 0;
      _web_on_pointer_move(event.clientX - box.left, event.clientY - box.top, source, Backend.modifiers(event));
    },

    pointerMove(event) {
      if (Backend.pointer < 0 ? Backend.isNative(event) : event.pointerId !== Backend.pointer) {
        if (Backend.pointer < 0) _web_on_pointer_leave();
        return;
      }
      Backend.moveTo(event);
    },

    pointerDown(event) {
      if (Backend.pointer >= 0 || Backend.isNative(event)) return;
      Backend.pointer = event.pointerId;
      Backend.button = event.button === 1 ? 2 : event.button === 2 ? 1 : 0;
      Semantics.pressed();
      Backend.root.setPointerCapture(event.pointerId);
      Backend.moveTo(event);
      // The item under the pointer must be hovered before it is pressed.
      Backend.pump();
      _web_on_pointer_button(Backend.button, 1);
      Backend.pump();
    },

    pointerUp(event) {
      if (event.pointerId !== Backend.pointer) return;
      Backend.pointer = -1;
      Backend.moveTo(event);
      _web_on_pointer_button(Backend.button, 0);
      Backend.pump();
      if (event.pointerType === 'touch') _web_on_pointer_leave();
      Semantics.released();
    },

    // The browser made a scroll of it: let go far away, so that nothing counts as clicked.
    pointerCancel(event) {
      if (event.pointerId !== Backend.pointer) return;
      Backend.pointer = -1;
      _web_on_pointer_leave();
      _web_on_pointer_button(Backend.button, 0);
      Backend.pump();
      Semantics.released();
    },

    wheel(event) {
      if (event.ctrlKey) return;  // zooms the page
      if (event.target instanceof Element && event.target.closest('[data-native], .scroller')) return;
      event.preventDefault();
      const unit = event.deltaMode === 1 ? 1 / 3 : event.deltaMode === 2 ? 5 : 1 / 100;
      _web_on_wheel(-event.deltaX * unit, -event.deltaY * unit);
    },

    setCursor(cursor) {
      if (cursor === Backend.cursor) return;
      Backend.cursor = cursor;
      Backend.root.style.cursor = cursor;
    },

    // ---- keys

    watchKeys() {
      addEventListener('keydown', Backend.keyDown);
      addEventListener('keyup', (event) => Backend.keyUp(event.code));
      // What was held when the window lost the focus will never be seen going up.
      addEventListener('blur', Backend.releaseKeys);
      document.addEventListener('visibilitychange', () => {
        if (document.hidden) Backend.releaseKeys();
        else Backend.requestFrame();
      });
    },

    // AltGr is reported as Ctrl and Alt on some systems, but it types a letter.
    modifiers(event) {
      const altGr = event.getModifierState?.('AltGraph');
      return (event.shiftKey ? 1 : 0) | (event.ctrlKey && !altGr ? 2 : 0) | (event.altKey && !altGr ? 4 : 0) |
        (event.metaKey ? 8 : 0);
    },

    keyDown(event) {
      if (event.isComposing || event.keyCode === 229) return;
      if (/^(Tab|Dead|Process|Unidentified|Shift|Control|Alt|AltGraph|Meta|CapsLock)$/.test(event.key)) return;
      if (Dom.keepsKey(event)) return;
      if (Semantics.activateByKey(event)) {
        event.preventDefault();
        return;
      }
      const inField = Dom.isField(event.target);
      if (!event.repeat) Backend.held.set(event.code, { key: event.key, inField: inField });
      const flags = 1 | (event.repeat ? 2 : 0) | (inField ? 4 : 0);
      if (Backend.sendKey(event.key, event.code, Backend.modifiers(event), flags)) event.preventDefault();
    },

    keyUp(code) {
      // While Meta is down, macOS tells no other key going up.
      if (code.startsWith('Meta')) Backend.releaseKeys();
      const down = Backend.held.get(code);
      if (!down) return;
      Backend.held.delete(code);
      Backend.sendKey(down.key, code, 0, down.inField ? 4 : 0);
    },

    releaseKeys() {
      for (const code of [...Backend.held.keys()]) {
        const down = Backend.held.get(code);
        Backend.held.delete(code);
        Backend.sendKey(down.key, code, 0, down.inField ? 4 : 0);
      }
    },

    sendKey(key, code, modifiers, flags) {
      if (Backend.broken) return 0;
      Web.send(key, code);
      return _web_on_key(modifiers, flags);
    },

    // ---- context

    watchContext() {
      Backend.canvas.addEventListener('webglcontextlost', (event) => {
        event.preventDefault();  // asks for it back
        _web_on_context_lost();
      });
      Backend.canvas.addEventListener('webglcontextrestored', () => _web_on_context_restored());
    },
  },

  web_backend_listen__deps: ['$Backend'],
  web_backend_listen: () => Web.safe(() => Backend.listen()),

  web_backend_request_frame__deps: ['$Backend'],
  web_backend_request_frame: () => Backend.requestFrame(),

  web_backend_set_cursor__deps: ['$Backend'],
  web_backend_set_cursor: (cursor) => Backend.setCursor(UTF8ToString(cursor)),

  web_backend_fatal: (code) => Module['onFatal']?.(UTF8ToString(code)),
});
