// A kept file, read a piece at a time and given on in whole lines: however large it is, only a piece is held.
addToLibrary({
  $Lines__deps: ['$Web', '$Fetching'],
  $Lines: {
    reader: null,
    tail: null,         // the beginning of a line whose end has not come
    skipping: false,    // ... which is too long: its rest is passed over
    maxLine: 0,
    batchBytes: 1 << 19,

    open(file, maxLine) {
      Lines.close();
      if (!file) throw Web.error('file.gone', 'The file is no longer at hand', 'Choose it again');
      Lines.reader = file.stream().getReader();
      Lines.tail = new Uint8Array();
      Lines.skipping = false;
      Lines.maxLine = maxLine;
    },

    close() {
      Lines.reader?.cancel().catch(() => {});
      Lines.reader = null;
    },

    next: async () => {
      const parts = [];
      let size = 0;
      while (size < Lines.batchBytes) {
        const { done, value } = await Lines.read();
        const lines = done ? Lines.tail : Lines.cut(value);
        if (lines.length) parts.push(lines);
        size += lines.length;
        if (done) return { bytes: Fetching.join(parts, size), last: true };
      }
      return { bytes: Fetching.join(parts, size), last: false };
    },

    read: async () => {
      try {
        return await Lines.reader.read();
      } catch (thrown) {
        throw Web.error('file.read', 'The file can no longer be read: ' + thrown.message,
          'It may have been changed or moved; choose it again');
      }
    },

    // The lines that end in this piece. One that is too long keeps a byte more than is allowed, and is refused for it.
    cut(piece) {
      const feed = 10;
      if (Lines.skipping) {
        const end = piece.indexOf(feed);
        if (end < 0) return new Uint8Array();
        piece = piece.subarray(end);
        Lines.skipping = false;
      }
      const last = piece.lastIndexOf(feed);
      const whole = last < 0 ? piece.subarray(0, 0) : Fetching.join([Lines.tail, piece.subarray(0, last + 1)], Lines.tail.length + last + 1);
      const begun = piece.slice(last + 1);
      Lines.tail = last < 0 ? Fetching.join([Lines.tail, begun], Lines.tail.length + begun.length) : begun;
      Lines.skipping = Lines.tail.length > Lines.maxLine;
      if (Lines.skipping) Lines.tail = Lines.tail.slice(0, Lines.maxLine + 1);
      return whole;
    },
  },
});
