// Stands in for C++ under the halves in web/js: memory, room for strings, and exports that write down what they are told.
// Everything else on the page is the browser's own. Classic script: its names are global, as in the linked program.
'use strict';

const memory = new ArrayBuffer(8 << 20);
const HEAPU8 = new Uint8Array(memory), HEAPU32 = new Uint32Array(memory);
const halves = {
  arrivals: [],  // {name, args, strings}
  rooms: [],     // what was written for the next call
  waiting: new Map(),  // ticket -> what takes the answer
  tickets: 0,
  top: 0,

  room(bytes) {
    const at = halves.top + bytes + 4 > HEAPU8.length ? 0 : halves.top;
    halves.top = at + bytes + 3 & ~3;
    return at;
  },

  write(text) {
    const bytes = new TextEncoder().encode(text);
    const at = halves.room(bytes.length);
    HEAPU8.set(bytes, at);
    return [at, bytes.length];
  },

  // A string becomes pointer and length, a list of strings a pointer to the words of each.
  pass(argument) {
    if (typeof argument === 'string') return halves.write(argument);
    if (!Array.isArray(argument)) return [argument];
    const words = argument.flatMap(halves.write);
    const at = halves.room(4 * words.length);
    HEAPU32.set(words, at >> 2);
    return [at];
  },

  tell: (name, ...args) => globalThis[name](...args.flatMap(halves.pass)),

  // As tell, with a ticket, and the promise of what answers it first.
  ask: (name, ...args) => new Promise((answered) => {
    const ticket = ++halves.tickets;
    halves.waiting.set(ticket, answered);
    halves.tell(name, ticket, ...args);
  }),

  arrive(name, args) {
    const bytes = halves.rooms.splice(0).map(([at, size]) => HEAPU8.slice(at, at + size));
    const strings = bytes.map((each) => name === 'signed' ? [...each] : new TextDecoder().decode(each));
    const arrival = { name, args, strings };
    halves.arrivals.push(arrival);
    if (name === 'writer') return;  // which answers no ticket
    halves.waiting.get(args[0])?.(arrival);
    halves.waiting.delete(args[0]);
  },
};

const addToLibrary = (library) => {
  for (const [name, value] of Object.entries(library)) {
    if (!name.endsWith('__deps')) globalThis[name.replace(/^\$/, '')] = value;
  }
};
const _web_room = (bytes) => {
  const at = halves.room(bytes);
  halves.rooms.push([at, bytes]);
  return at;
};
const _web_forget_strings = () => { halves.rooms = []; };
for (const name of ['failed', 'stored', 'stored_state', 'locked', 'unlocked', 'lock_due', 'writer', 'key_ready', 'signed',
  'signatures_checked', 'field_edited', 'field_left']) {
  globalThis['_web_on_' + name] = (...args) => halves.arrive(name, args);
}
// The halves beside these, as far as they are touched.
const Backend = {}, Documents = {}, Media = {}, Semantics = {};
