// Pictures behind a shield: the other half of src/platform/web/media.hpp.
//
// A picture is fetched up to a limit, its digest compared, its dimensions read from the header and bounded, and only
// then decoded, by the browser and as the type the header proves. It is never attached to the page: what the page has
// is a canvas on which the shield (shield.js) draws. The first thing drawn there is shielded.
addToLibrary({
  $Media__deps: ['$Web', '$Fetching', '$Shield'],
  $Media: {
    parts: null,       // part id -> what is known of it
    figures: null,     // part id -> {figure, frame, canvas, note, caption, button}
    shield: 0,         // 0 blur, 1 pixelate, 2 greyscale, 3 hidden
    strength: 1,
    sizes: null,       // ResizeObserver of the frames
    lensDelayMs: 150,
    lensRadiusPx: 110,
    maxSidePx: 2048,   // a larger picture is scaled down once
    types: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'],  // in the order of bundle::ImageFormat

    setUp() {
      if (Media.parts) return;
      Media.parts = new Map();
      Media.figures = new Map();
    },

    listen() {
      Media.setUp();
      Shield.load();
      Media.sizes = new ResizeObserver((entries) => {
        for (const { target } of entries) if (target.isConnected) Media.draw(target.dataset.part);
      });
      for (const view of Media.figures.values()) Media.sizes.observe(view.frame);
      addEventListener('blur', Media.shieldAll);
      addEventListener('pagehide', Media.shieldAll);
      document.addEventListener('visibilitychange', Media.shieldAll);
    },

    // ---- the figure of a document

    makeFigure(block) {
      Media.setUp();
      const part = String(block.part ?? '');
      const figure = Documents.element('figure', 'media');
      const frame = Documents.element('div', 'frame', '', figure);
      frame.dataset.part = part;
      if (block.width > 0 && block.height > 0) frame.style.aspectRatio = block.width + ' / ' + block.height;
      const canvas = Documents.element('canvas', '', '', frame);
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', block.alt || block.caption || 'Picture without a description');
      const note = Documents.element('p', 'frame-note', 'Waiting for the picture', frame);
      const line = Documents.element('figcaption', '', '', figure);
      const caption = Documents.element('span', 'caption', '', line);
      const button = Documents.element('button', 'look', 'Hold to look', line);
      button.type = 'button';
      button.disabled = true;
      Documents.element('kbd', '', 'H', button).setAttribute('aria-hidden', 'true');
      const view = { figure, frame, canvas, note, caption, button, words: String(block.caption ?? '') };
      Media.figures.set(part, view);
      Media.watchButton(part, button);
      Media.watchLens(part, view);
      Media.sizes?.observe(frame);
      Media.update(part);
      return figure;
    },

    watchButton(part, button) {
      const hold = (event) => {
        event.preventDefault();
        button.focus({ preventScroll: true });
        Media.reveal(part, true);
      };
      const release = () => Media.reveal(part, false);
      button.addEventListener('pointerdown', hold);
      for (const name of ['pointerup', 'pointercancel', 'pointerleave', 'blur']) button.addEventListener(name, release);
      button.addEventListener('keydown', (event) => {
        if (event.key === ' ' && !event.repeat) hold(event);
        else if (event.key === ' ') event.preventDefault();
      });
      button.addEventListener('keyup', (event) => {
        if (event.key === ' ') release();
      });
    },

    // The lens waits a moment, so that a pointer on its way elsewhere reveals nothing.
    watchLens(part, view) {
      let timer = 0;
      let at = null;
      view.frame.addEventListener('pointermove', (event) => {
        if (event.pointerType === 'touch') return;
        const box = view.canvas.getBoundingClientRect();
        at = { x: event.clientX - box.left, y: event.clientY - box.top };
        const known = Media.parts.get(part);
        if (known?.lens) Media.setLens(part, at);
        else timer ||= setTimeout(() => {
          timer = 0;
          Media.setLens(part, at);
        }, Media.lensDelayMs);
      });
      view.frame.addEventListener('pointerleave', () => {
        clearTimeout(timer);
        timer = 0;
        Media.setLens(part, null);
      });
    },

    // ---- loading

    show(request) {
      Media.setUp();
      Media.shield = request.shield;
      Media.strength = request.strength;
      const known = Media.parts.get(request.part);
      if (known && known.digest === request.digest && known.phase !== 'failed') {
        if (known.phase === 'shown') Media.tell(known);
        Media.draw(request.part);
        return;
      }
      if (known) Media.free(known);
      const part = { id: request.part, digest: request.digest, phase: 'loading', bitmap: null, width: 0, height: 0,
        animated: false, revealed: false, lens: null, exposedSince: 0, error: null, control: new AbortController() };
      Media.parts.set(part.id, part);
      Media.update(part.id);
      Media.tell(part);
      Media.load(part, request).catch((thrown) => {
        if (Media.parts.get(part.id) !== part || part.control.signal.aborted) return;
        part.phase = 'failed';
        part.error = Media.explain(thrown, request.url);
        Media.update(part.id);
        Media.tell(part);
      });
    },

    explain(thrown, url) {
      if (!thrown.named) return Web.error('media.decode', 'The picture could not be decoded', 'Report the case to the publisher of the bundle', url);
      if (thrown.code.startsWith('media.')) return thrown;
      return Web.error(thrown.code === 'fetch.size' ? 'media.size' : 'media.fetch', thrown.message, thrown.remedy, url);
    },

    load: async (part, request) => {
      const bytes = await Fetching.read(request.url, request.maxBytes, part.control.signal);
      const digest = Media.hex(await Fetching.digest(bytes));
      if (digest !== request.digest) {
        throw Web.error('media.digest', 'The picture is not the one the case names: its digest differs', 'Decide without it or report the bundle', request.url);
      }
      const header = Media.header(bytes, request.url);
      if (!(header.width > 0 && header.height > 0 && header.width * header.height <= request.maxPixels)) {
        throw Web.error('media.dimensions', 'The picture is ' + header.width + ' by ' + header.height + ' pixels, more than is allowed',
          'Ask the publisher for a smaller one', request.url);
      }
      const bitmap = await Media.decode(new Blob([bytes], { type: Media.types[header.format] }), header);
      await Shield.ready;
      if (part.control.signal.aborted) {
        bitmap.close();
        return;
      }
      Object.assign(part, { phase: 'shown', bitmap: bitmap, width: header.width, height: header.height, animated: header.animated });
      Media.update(part.id);
      Media.tell(part);
    },

    hex(bytes) {
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    },

    header(bytes, url) {
      Web.sendBytes(bytes);
      const saved = stackSave();
      const out = stackAlloc(16);
      const read = _web_image_header(out);
      const [format, width, height, animated] = HEAP32.subarray(out >> 2, (out >> 2) + 4);
      stackRestore(saved);
      if (!read) {
        throw Web.error('media.decode', 'The file is no PNG, JPEG, GIF, WebP or AVIF picture', 'Open it outside of the console if your rules allow that', url);
      }
      return { format: format, width: width, height: height, animated: !!animated };
    },

    decode: async (blob, header) => {
      const longest = Math.max(header.width, header.height);
      if (longest <= Media.maxSidePx) return createImageBitmap(blob);
      const whole = await createImageBitmap(blob);
      const scale = Media.maxSidePx / Math.max(whole.width, whole.height);
      const small = await createImageBitmap(whole, { resizeWidth: Math.max(1, Math.round(whole.width * scale)),
        resizeHeight: Math.max(1, Math.round(whole.height * scale)), resizeQuality: 'high' });
      whole.close();
      return small;
    },

    tell(part) {
      Web.send(part.id);
      if (part.phase === 'failed') Web.sendError(part.error);
      _web_on_media_state(['loading', 'shown', 'failed'].indexOf(part.phase), part.width, part.height);
    },

    // ---- what is seen

    update(id) {
      const view = Media.figures.get(id);
      if (!view) return;
      const part = Media.parts.get(id);
      const phase = part?.phase ?? 'waiting';
      view.figure.dataset.phase = phase;
      view.button.disabled = phase !== 'shown';
      view.note.hidden = phase === 'shown' && Media.shield !== 3;
      view.note.textContent = phase === 'failed' ? part.error.message + (part.error.remedy ? '. ' + part.error.remedy : '')
        : phase === 'loading' ? 'Fetching the picture…' : phase === 'shown' ? 'Hidden' : 'Waiting for the picture';
      if (phase === 'shown') Media.draw(id);
      else Media.describeState(view, part);
    },

    describeState(view, part) {
      const state = part?.phase !== 'shown' ? '' : part.revealed ? 'revealed' : 'shielded';
      const words = [view.words, state, part?.animated ? 'first picture of an animation' : ''].filter(Boolean).join(' · ');
      if (view.caption.textContent !== words) view.caption.textContent = words;
      view.figure.classList.toggle('revealed', !!part?.revealed);
    },

    draw(id) {
      const view = Media.figures.get(id);
      const part = Media.parts.get(id);
      if (!view || part?.phase !== 'shown') return;
      Media.describeState(view, part);
      view.note.hidden = Media.shield !== 3 || part.revealed;
      const width = view.frame.clientWidth, height = view.frame.clientHeight;
      if (!width || !height) return;
      const fit = Math.min(width / part.bitmap.width, height / part.bitmap.height);
      const scale = fit * devicePixelRatio;
      const size = { w: Math.max(1, Math.round(part.bitmap.width * scale)), h: Math.max(1, Math.round(part.bitmap.height * scale)) };
      const canvas = view.canvas;
      if (canvas.width !== size.w) canvas.width = size.w;
      if (canvas.height !== size.h) canvas.height = size.h;
      const context = canvas.getContext('2d');
      context.clearRect(0, 0, size.w, size.h);
      if (part.revealed) {
        context.drawImage(part.bitmap, 0, 0, size.w, size.h);
        return;
      }
      const shielded = Media.shield === 3 ? null
        : Shield.render(part, Media.shield, Media.strength, size, Media.lensOf(part, view, size));
      // Hidden, or no way to draw the shield: the plain frame shows through.
      if (shielded) context.drawImage(shielded, 0, 0, size.w, size.h, 0, 0, size.w, size.h);
    },

    // From CSS px in the canvas' box, in which the picture is fitted, to the picture's device px.
    lensOf(part, view, size) {
      if (!part.lens) return null;
      const box = view.canvas.getBoundingClientRect();
      const scale = devicePixelRatio;
      return { x: (part.lens.x - box.width / 2) * scale + size.w / 2, y: (part.lens.y - box.height / 2) * scale + size.h / 2,
        radius: Media.lensRadiusPx * scale };
    },

    redraw() {
      for (const id of Media.parts?.keys() ?? []) Media.draw(id);
    },

    // ---- revealing

    reveal(id, on) {
      Media.setUp();
      for (const part of id ? [Media.parts.get(id)] : Media.parts.values()) {
        if (!part || part.phase !== 'shown' || part.revealed === on) continue;
        part.revealed = on;
        Media.draw(part.id);
        Media.account(part);
      }
    },

    setLens(id, at) {
      const part = Media.parts.get(id);
      if (!part || part.phase !== 'shown' || (!at && !part.lens)) return;
      part.lens = at && Media.shield !== 3 ? at : null;
      if (!part.revealed) Media.draw(id);
      Media.account(part);
    },

    // Exposure counts while any of the picture is seen as it is.
    account(part) {
      const exposed = part.revealed || !!part.lens;
      const now = performance.now();
      if (exposed && !part.exposedSince) {
        part.exposedSince = now;
      } else if (!exposed && part.exposedSince) {
        const span = now - part.exposedSince;
        part.exposedSince = 0;
        Web.send(part.id);
        _web_on_media_revealed(Math.round(span));
      }
    },

    shieldAll() {
      for (const part of Media.parts.values()) {
        if (!part.revealed && !part.lens) continue;
        part.revealed = false;
        part.lens = null;
        Media.draw(part.id);
        Media.account(part);
      }
    },

    setShield(shield, strength) {
      Media.setUp();
      Media.shield = shield;
      Media.strength = strength;
      for (const id of Media.parts.keys()) Media.update(id);
    },

    free(part) {
      part.control.abort();
      part.revealed = false;
      part.lens = null;
      Media.account(part);
      Shield.forget(part);
      part.bitmap?.close();
      part.bitmap = null;
      const view = Media.figures.get(part.id);
      if (view) view.canvas.width = view.canvas.height = 1;
    },

    forget() {
      Media.setUp();
      for (const part of Media.parts.values()) Media.free(part);
      const ids = [...Media.parts.keys()];
      Media.parts.clear();
      for (const id of ids) Media.update(id);
      for (const [id, view] of Media.figures) if (!view.figure.isConnected) Media.figures.delete(id);
    },
  },

  web_media_show__deps: ['$Media', '$stackAlloc', '$stackSave', '$stackRestore'],
  web_media_show: (part, partBytes, url, urlBytes, digest, maxBytes, maxPixels, shield, strength) => Web.safe(() => Media.show({
    part: Web.text(part, partBytes), url: Web.text(url, urlBytes), digest: Media.hex(Web.bytes(digest, 32)),
    maxBytes: maxBytes, maxPixels: maxPixels, shield: shield, strength: strength,
  })),

  web_media_set_shield__deps: ['$Media'],
  web_media_set_shield: (shield, strength) => Web.safe(() => Media.setShield(shield, strength)),

  web_media_reveal__deps: ['$Media'],
  web_media_reveal: (part, bytes, on) => Web.safe(() => Media.reveal(Web.text(part, bytes), !!on)),

  web_media_forget__deps: ['$Media'],
  web_media_forget: () => Web.safe(() => Media.forget()),
});
