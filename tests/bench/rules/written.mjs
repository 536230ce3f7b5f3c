// Rules written out as JavaScript by hand, as it were: what a patient engineer would put in place of an engine. Only the
// operators that packs use, and only for a truth value: `{"in": [x, ["a", "b"]]}` becomes x === "a" || x === "b".
export function writtenOut(rule) {
  return new Function('data', `const a = data.answers, c = data.case; let t; return ${truth(rule)};`);
}

const OPERATORS = { '<': '<', '<=': '<=', '>': '>', '>=': '>=', '==': '===', '===': '===', '!=': '!==', '!==': '!==' };

function truth(rule) {
  if (rule === null || typeof rule !== 'object') return `${JSON.stringify(rule)}`;
  const [operator] = Object.keys(rule), list = Array.isArray(rule[operator]) ? rule[operator] : [rule[operator]];
  if (operator === 'and') return `(${list.map(truth).join(' && ')})`;
  if (operator === 'or') return `(${list.map(truth).join(' || ')})`;
  if (operator === '!') return `!${truth(list[0])}`;
  if (operator === 'in' && Array.isArray(list[1])) {
    return `(t = ${value(list[0])}, ${list[1].map((one) => `t === ${JSON.stringify(one)}`).join(' || ') || 'false'})`;
  }
  if (operator === 'in') return `((t = ${value(list[1])}) !== undefined && t.includes(${value(list[0])}))`;
  if (operator in OPERATORS) return `(${value(list[0])} ${OPERATORS[operator]} ${value(list[1])})`;
  return value(rule);
}

function value(rule) {
  if (rule === null || typeof rule !== 'object') return JSON.stringify(rule);
  const [path, fallback] = [rule.var].flat();
  const [root, name, ...more] = typeof path === 'string' ? path.split('.') : [];
  if (!['answers', 'case'].includes(root) || !name || more.length) throw new Error(`not written out: ${JSON.stringify(rule)}`);
  const member = `${root[0]}[${JSON.stringify(name)}]`;
  return fallback === undefined ? member : `(${member} ?? ${JSON.stringify(fallback)})`;
}
