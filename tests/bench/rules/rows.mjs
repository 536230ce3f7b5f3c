// The rows that every peer decides: [{answers, case}], the same on every machine. Half of them stand near a test of the
// pack, so that every outcome is met; the others are walks by chance. A tenth is not finished, and a quarter has answers
// besides to questions that are not asked: those are kept aside and must change nothing.
import { createRequire } from 'node:module';

const jsonLogic = createRequire(import.meta.url)('json-logic-js');

// xorshift32, Marsaglia 2003
function numbers(seed) {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

export function makeRows(pack, count) {
  const below = numbers(0x5EED);
  const any = (list) => list[below(list.length)];
  const facts = () => ({
    market: any(['', 'DE', 'FR', 'US', 'GB', 'IN', 'ZZ']), language: any(['', 'en', 'de']), area: pack.area,
    source_kind: any(['user', 'user', 'user', 'regulator', 'business', 'advertiser', 'law_enforcement', 'internal']),
    subject_kind: any(['post', 'comment', 'listing', 'ad', 'profile']), reach: below(2) * below(300_000),
    severity_hint: below(5), report_count: below(30), notice_count: below(2) * below(3), notice_kinds: [],
    notice_rights: any([[], ['copyright'], ['trademark']]), notice_registered: below(2) === 1,
    prior_violations: below(6), strikes: below(6), author_verified: below(4) === 0,
    author_age_days: below(8) === 0 ? null : below(3_000), has_media: below(2) === 1, tags: [],
  });
  const answer = (question) => {
    const ids = (question.options ?? []).map((option) => option.id);
    if (question.kind === 'choice') return any(ids);
    if (question.kind === 'yes_no') return any(['yes', 'no']);
    if (question.kind === 'number') return below(50);
    if (question.kind === 'text') return 'words';
    if (question.kind === 'date') return '2026-11-21';
    if (question.kind !== 'many') return [0];
    const chosen = ids.filter(() => below(3) === 0);
    return chosen.length ? chosen : [any(ids)];
  };
  const row = () => {
    const near = below(2) === 0 && pack.tests?.length ? any(pack.tests) : null;
    const turned = near ? any(Object.keys(near.answers)) : '';
    const data = { answers: {}, case: { ...facts(), ...near?.facts } };
    const unfinished = below(10) === 0;
    const aside = [];
    for (const question of pack.questions) {
      if (question.ask_when !== undefined && !jsonLogic.truthy(jsonLogic.apply(question.ask_when, data))) {
        aside.push(question);
        continue;
      }
      const said = near && (question.id !== turned || below(2) === 0) ? near.answers[question.id] : undefined;
      if (said === undefined && (unfinished ? below(4) === 0 : question.required === false && below(2) === 0)) continue;
      data.answers[question.id] = said ?? answer(question);
    }
    for (let more = below(4) === 0 ? 3 : 0; more > 0 && aside.length; more--) {
      const question = any(aside);
      data.answers[question.id] = answer(question);
    }
    return data;
  };
  return Array.from({ length: count }, row);
}
