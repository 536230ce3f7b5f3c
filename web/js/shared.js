// What every half of a narrow header needs: strings across the border, and errors that stay on this side.
// C++ must never see a JavaScript exception: it would abort a frame half way.
addToLibrary({
  $Web__deps: [],
  $Web: {
    decoder: null,
    encoder: null,
    forgetting: false,

    // Text that C++ shows us as pointer and length. It may hold NUL, so it is not read as a C string.
    text(pointer, bytes) {
      if (!bytes) return '';
      Web.decoder ??= new TextDecoder('utf-8', { ignoreBOM: true });
      return Web.decoder.decode(HEAPU8.subarray(pointer, pointer + bytes));
    },

    // A copy, because the memory is C++'s own again as soon as the call returns.
    bytes(pointer, bytes) {
      return HEAPU8.slice(pointer, pointer + bytes);
    },

    // Writes a string for the exported function that is called next; it takes them in this order.
    send(...strings) {
      Web.encoder ??= new TextEncoder();
      for (const text of strings) Web.sendBytes(Web.encoder.encode(text));
    },

    sendBytes(bytes) {
      const room = Web.room(bytes.length);
      HEAPU8.set(bytes, room);
    },

    // What nobody took by the end of the task was written for a call that failed; it must not be taken for the next.
    room(bytes) {
      if (!Web.forgetting) {
        Web.forgetting = true;
        queueMicrotask(() => {
          Web.forgetting = false;
          _web_forget_strings();
        });
      }
      return _web_room(bytes);
    },

    sendChunks(chunks, total) {
      let room = Web.room(total);
      for (const chunk of chunks) {
        HEAPU8.set(chunk, room);
        room += chunk.length;
      }
    },

    sendError(error) {
      Web.send(error.code, error.place ?? '', error.message, error.remedy ?? '');
    },

    // An error with a stable code. What is thrown inside a half of ours is one of these, or a defect.
    error(code, message, remedy, place) {
      return Object.assign(new Error(message), { code: code, remedy: remedy, place: place, named: true });
    },

    fail(ticket, error) {
      Web.sendError(error);
      _web_on_failed(ticket);
    },

    // Runs an asynchronous request; whatever goes wrong becomes a Failed with a code below `family`. The promise is of its end.
    request(ticket, family, work) {
      return Promise.resolve()
        .then(work)
        .catch((thrown) => {
          Web.fail(ticket, thrown?.named ? thrown : {
            code: family + '.failed',
            message: String(thrown?.message ?? thrown),
            remedy: 'Try again; if it stays, reload the page',
          });
        });
    },

    // For imports that answer at once: a defect is reported to the page, C++ goes on.
    safe(work, otherwise) {
      try {
        return work();
      } catch (thrown) {
        queueMicrotask(() => { throw thrown; });
        return otherwise;
      }
    },
  },
});
