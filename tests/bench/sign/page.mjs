// What is measured in the page: signing and verifying the same decisions, each peer as its makers mean it to be used.
//
//   ours    WebCrypto through the console's own web/js/keys.js: a batch at a time, as an export or an import is checked
//   jose    a compact JWS over the same payloads; keys imported once
//   noble   the asynchronous interface, which hashes with WebCrypto; the secret key as bytes, as its makers have it
import * as jose from './jose/index.js';
import * as noble from './noble.js';

const TYPE = 'application/vnd.in-toto+json';
const text = new TextEncoder();
const state = {};

// web/js/keys.js is a library of Emscripten's: an object handed to addToLibrary, whose `$Keys` is what is used here.
export async function load() {
  const { jwk, payloads } = await (await fetch('input.json')).json();
  const secret = { ...jwk, key_ops: ['sign'] }, shared = { crv: jwk.crv, kty: jwk.kty, x: jwk.x };
  state.payloads = payloads.map((payload) => text.encode(payload));
  state.messages = state.payloads.map((payload) => {
    const head = text.encode(`DSSEv1 ${TYPE.length} ${TYPE} ${payload.length} `);
    const message = new Uint8Array(head.length + payload.length);
    message.set(head);
    message.set(payload, head.length);
    return message;
  });
  state.x = jwk.x;
  state.private = await crypto.subtle.importKey('jwk', secret, 'Ed25519', false, ['sign']);
  state.josePrivate = await jose.importJWK({ ...jwk, alg: 'EdDSA' });
  state.josePublic = await jose.importJWK({ ...shared, alg: 'EdDSA' });
  state.secret = jose.base64url.decode(jwk.d);
  state.public = jose.base64url.decode(jwk.x);
  state.signatures = await SIGN.ours();
  state.jws = await SIGN.jose();
}

const all = (list, work) => Promise.all(list.map(work));
const joseSign = (payload) => new jose.CompactSign(payload).setProtectedHeader({ alg: 'EdDSA' }).sign(state.josePrivate);
const SIGN = {
  ours: () => all(state.messages, async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', state.private, message))),
  jose: () => all(state.payloads, joseSign),
  noble: () => all(state.messages, (message) => noble.signAsync(message, state.secret)),
};
const VERIFY = {
  ours: () => all(state.messages, (message, i) => globalThis.Keys.isValid({ x: state.x, message, signature: state.signatures[i] })),
  jose: () => all(state.jws, (jws) => jose.compactVerify(jws, state.josePublic).then(() => true)),
  noble: () => all(state.messages, (message, i) => noble.verifyAsync(state.signatures[i], message, state.public)),
};

const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const refused = async (promise) => !(await promise.catch(() => false));

// Ed25519 is deterministic: equal messages have equal signatures, whoever signs. A JWS has another message around the same
// payload, so its signature is compared with WebCrypto's over that.
export async function check() {
  const [ours, theirs] = [state.signatures, await SIGN.noble()];
  if (!ours.every((signature, i) => same(signature, theirs[i]))) throw new Error('noble signs otherwise');
  for (const jws of state.jws) {
    const at = jws.lastIndexOf('.');
    const expected = new Uint8Array(await crypto.subtle.sign('Ed25519', state.private, text.encode(jws.slice(0, at))));
    if (!same(expected, jose.base64url.decode(jws.slice(at + 1)))) throw new Error('jose signs otherwise');
  }
  for (const name of Object.keys(VERIFY)) {
    if (!(await VERIFY[name]()).every((valid) => valid === true)) throw new Error(`${name} refuses a good signature`);
  }
  const [message] = state.messages, signature = state.signatures[0].slice();
  signature[5] ^= 1;
  const [jws] = state.jws, bad = jws.slice(0, -8) + (jws.at(-8) === 'A' ? 'B' : 'A') + jws.slice(-7);
  const found = await Promise.all([refused(globalThis.Keys.isValid({ x: state.x, message, signature })),
    refused(jose.compactVerify(bad, state.josePublic)), refused(noble.verifyAsync(signature, message, state.public))]);
  if (!found.every(Boolean)) throw new Error(`a bad signature is accepted: ${found}`);
}

// Operations a second over at least `ms`.
export async function rate(kind, name, ms) {
  const work = (kind === 'sign' ? SIGN : VERIFY)[name];
  await work();
  let count = 0, spent = 0;
  const start = performance.now();
  do {
    count += (await work()).length;
    spent = performance.now() - start;
  } while (spent < ms);
  return count / spent * 1000;
}
