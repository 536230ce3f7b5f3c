// The worker's half of the desk: runs a job of src/desk by bringing what it asks for. The other half of
// src/platform/web/desk/worker.cpp; the page's side is web/js/desk.js.
addToLibrary({
  $Work__deps: ['$Web', '$Fetching', '$Lines', '$Proofs'],
  $Work: {
    files: null,       // handle -> File
    told: 0,           // when progress was last told
    betweenMs: 100,    // a few times a second is enough for a person

    listen() {
      addEventListener('message', ({ data }) => Work.answer(data));
    },

    answer: async ({ ticket, job, files, drops }) => {
      Work.files = files;
      Fetching.drops = drops;
      Work.told = performance.now();
      try {
        postMessage({ ticket: ticket, result: await Work.run(ticket, job) });
      } catch (thrown) {
        const { code, place, message, remedy } = thrown?.named ? thrown : Work.defect(thrown);
        postMessage({ ticket: ticket, error: { code: code, place: place, message: message, remedy: remedy } });
      }
    },

    // A job that ends like this has left its program in no good state; the page ends the worker.
    defect(thrown) {
      return { code: 'desk.failed', message: 'The work could not be ended: ' + (thrown?.message ?? thrown),
        remedy: 'Try again; if it stays, use the command line' };
    },

    said(pointer) {
      const need = JSON.parse(Web.text(pointer, _desk_said_bytes()));
      if (need.need === 'error') throw Web.error(need.code, need.message, need.remedy, need.place);
      return need;
    },

    run: async (ticket, job) => {
      Web.send(job);
      Work.said(_desk_open());
      try {
        for (;;) {
          const need = Work.said(_desk_next());
          if (need.need === 'finished') return Web.text(_desk_result(), need.bytes);
          await Work.bring[need.need]?.(need);
          Work.tell(ticket);
        }
      } finally {
        Lines.close();
        _desk_close();
      }
    },

    tell(ticket) {
      const now = performance.now();
      if (now - Work.told < Work.betweenMs) return;
      Work.told = now;
      const { done, total, note } = JSON.parse(Web.text(_desk_progress(), _desk_said_bytes()));
      postMessage({ ticket: ticket, progress: { done: done, total: total, note: note } });
    },

    bring: {
      file: async (need) => {
        try {
          await Work.bringFile(need);
        } catch (thrown) {
          if (!thrown.named) throw thrown;
          Web.sendError(thrown);
          _desk_take_no_file();
        }
      },

      lines: async (need) => {
        if (need.from_start) Lines.open(Work.files.get(need.file), need.max_line_bytes);
        const { bytes, last } = await Lines.next();
        Web.sendBytes(bytes);
        _desk_take_lines(last ? 1 : 0);
      },

      proofs: async (need) => {
        const { digests, valid } = await Proofs.of(_desk_items(), need.hash, need.check);
        Web.sendBytes(digests);
        Web.sendBytes(valid);
        _desk_take_proofs();
      },
    },

    bringFile: async (need) => {
      const never = new AbortController().signal;  // work is given up by ending the worker
      const stored = await Fetching.read(need.url, need.max_bytes, never);
      const digest = await Fetching.digest(stored);
      const unpacked = need.gunzip ? await Fetching.gunzip(stored, need.max_unpacked_bytes, need.url)
        : { chunks: [stored], size: stored.length };
      Web.sendBytes(digest);
      Web.sendChunks(unpacked.chunks, unpacked.size);
      _desk_take_file(stored.length);
    },
  },

  web_work_listen__deps: ['$Work'],
  web_work_listen: () => Work.listen(),
});
