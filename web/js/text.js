// Runs of text by Canvas2D: the other half of src/platform/web/text.hpp.
addToLibrary({
  $Text__deps: ['$Web', '$GL'],
  $Text: {
    context: null,
    canvas: null,
    fonts: null,      // "face size" -> CSS font
    segmenter: null,

    // Inter first; then what the system has for the scripts that Inter lacks.
    uiFamily: '"Inter", system-ui, "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", ' +
      '"Noto Sans Thai", "Noto Sans CJK SC", "Noto Color Emoji", sans-serif',
    monoFamily: '"JetBrains Mono", ui-monospace, "Noto Sans Mono", "Noto Color Emoji", monospace',

    ready(width, height) {
      if (!Text.context) {
        Text.canvas = new OffscreenCanvas(1024, 128);
        // On the processor's side: it is read back into a texture after each run.
        Text.context = Text.canvas.getContext('2d', { willReadFrequently: true });
        Text.fonts = new Map();
      }
      if (Text.canvas.width < width || Text.canvas.height < height) {
        Text.canvas.width = Math.max(width, Text.canvas.width);
        Text.canvas.height = Math.max(height, Text.canvas.height);
      }
      return Text.context;
    },

    font(face, size) {
      const key = face + ' ' + size;
      let font = Text.fonts.get(key);
      if (!font) {
        const weight = face === 1 ? 500 : face === 2 ? 600 : 400;
        const family = face === 3 ? Text.monoFamily : face === 4 ? '"lucide"' : Text.uiFamily;
        font = weight + ' ' + size.toFixed(2) + 'px ' + family;
        Text.fonts.set(key, font);
      }
      return font;
    },

    set(context, face, size, rtl) {
      const font = Text.font(face, size);
      if (context.font !== font) context.font = font;
      context.direction = rtl ? 'rtl' : 'ltr';
      context.textAlign = 'left';
    },

    measure(text, face, size, rtl, out) {
      const context = Text.ready(8, 8);
      Text.set(context, face, size, rtl);
      const metrics = context.measureText(text);
      HEAPF32[out >> 2] = metrics.width;
      HEAPF32[(out >> 2) + 1] = metrics.fontBoundingBoxAscent;
      HEAPF32[(out >> 2) + 2] = metrics.fontBoundingBoxDescent;
      HEAPF32[(out >> 2) + 3] = Math.max(0, metrics.actualBoundingBoxLeft);
    },

    draw(text, face, size, rtl, rgba, texture, box, left, baseline) {
      const context = Text.ready(box.w, box.h);
      context.clearRect(0, 0, box.w, box.h);
      Text.set(context, face, size, rtl);
      const alpha = (rgba >>> 24) / 255;
      context.fillStyle = 'rgba(' + (rgba & 255) + ',' + (rgba >>> 8 & 255) + ',' + (rgba >>> 16 & 255) + ',' + alpha + ')';
      context.fillText(text, left, baseline);
      GLctx.bindTexture(GLctx.TEXTURE_2D, GL.textures[texture]);
      // ImGui blends straight alpha.
      GLctx.pixelStorei(GLctx.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
      GLctx.texSubImage2D(GLctx.TEXTURE_2D, 0, box.x, box.y, box.w, box.h, GLctx.RGBA, GLctx.UNSIGNED_BYTE, Text.canvas);
    },

    // Pieces that stay on one line. Words by the browser's segmenter (it knows Thai and Chinese); white space and
    // closing punctuation stay with what stands before, opening punctuation with what comes after.
    pieces(text) {
      Text.segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
      const pieces = [];
      let glue = false;
      for (const { segment } of Text.segmenter.segment(text)) {
        const stays = /^[\s\p{Pe}\p{Pf}\p{Po}\p{Pd}\p{Sc}\p{M}…]+$/u.test(segment) && !/\n/.test(segment);
        if (pieces.length && (glue || stays) && !pieces.at(-1).endsWith('\n')) pieces[pieces.length - 1] += segment;
        else pieces.push(segment);
        // Between letters nothing breaks unless a space, a hyphen or an ideograph allows it.
        glue = /[\p{Ps}\p{Pi}\p{Sc}\u00a0\u202f\u2060'’]$/u.test(segment) || /[^\s\p{Pd}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}、。，．！？]$/u.test(segment);
      }
      return pieces;
    },

    // Breaks a piece that is wider than a whole line between its characters.
    shatter(piece, width, widthOf) {
      const parts = [];
      let part = '';
      for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(piece)) {
        if (part && widthOf(part + segment) > width) {
          parts.push(part);
          part = '';
        }
        part += segment;
      }
      parts.push(part);
      return parts;
    },

    // Greedy lines, as UTF-16 text; joined they are the whole.
    lines(text, width, widthOf) {
      const lines = [];
      let line = '';
      const add = (piece) => {
        const candidate = line + piece;
        if (line && widthOf(candidate.trimEnd()) > width) {
          lines.push(line);
          line = piece;
        } else {
          line = candidate;
        }
        if (line.endsWith('\n')) {
          lines.push(line);
          line = '';
        }
      };
      for (const piece of Text.pieces(text)) {
        if (widthOf(piece.trimEnd()) <= width) add(piece);
        else Text.shatter(piece, width, widthOf).forEach(add);
      }
      if (line || !lines.length) lines.push(line);
      return lines;
    },

    breakLines(text, bytes, face, size, width, ends, capacity) {
      const context = Text.ready(8, 8);
      Text.set(context, face, size, false);
      const lines = Text.lines(text, width, (run) => context.measureText(run).width);
      let end = 0;
      lines.forEach((line, i) => {
        end += lengthBytesUTF8(line);
        if (i < capacity) HEAPU32[(ends >> 2) + i] = i === lines.length - 1 ? bytes : Math.min(end, bytes);
      });
      return lines.length;
    },
  },

  web_text_measure__deps: ['$Text'],
  web_text_measure: (text, bytes, face, size, rtl, out) =>
    Web.safe(() => Text.measure(Web.text(text, bytes), face, size, rtl, out)),

  web_text_draw__deps: ['$Text'],
  web_text_draw: (text, bytes, face, size, rtl, rgba, texture, x, y, w, h, left, baseline) =>
    Web.safe(() => Text.draw(Web.text(text, bytes), face, size, rtl, rgba, texture, { x, y, w, h }, left, baseline)),

  web_text_break__deps: ['$Text'],
  web_text_break: (text, bytes, face, size, width, ends, capacity) =>
    Web.safe(() => Text.breakLines(Web.text(text, bytes), bytes, face, size, width, ends, capacity), 0),
});
