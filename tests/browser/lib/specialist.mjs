// A reviewer who knows the policy: answers by the ids of its questions and options, with the keyboard alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createPublicKey, verify } from 'node:crypto';
import { Reviewer, until } from './reviewer.mjs';

// Role and name of what has the focus, as the accessibility tree has them.
export const focused = (page) => page.evaluate(() => {
  const el = document.activeElement;
  const roles = { INPUT: 'textbox', TEXTAREA: 'textbox', BUTTON: 'button' };
  return {
    role: el?.getAttribute('role') ?? roles[el?.tagName] ?? '',
    name: (el?.getAttribute('aria-label') ?? el?.textContent ?? '').trim(),
  };
});

export const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// Presses Tab (or Shift+Tab) until the wanted control has the focus. A name is a string or a regular expression.
export async function tabTo(page, role, name, key = 'Tab', most = 400) {
  const fits = (now) => now.role === role && (name instanceof RegExp ? name.test(now.name) : now.name === name);
  for (let i = 0; i < most; i++) {
    if (fits(await focused(page))) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${key} never comes to the ${role} “${name}”`);
}

export async function pressOn(page, role, name) {
  await tabTo(page, role, name);
  await page.keyboard.press('Enter');
}

// Chooses from the menu that a button opens, by keyboard.
export async function chooseByKeyboard(page, button, item) {
  await pressOn(page, 'button', button);
  await page.getByRole('menuitem', { name: item }).waitFor();
  await tabTo(page, 'menuitem', item);
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor({ state: 'detached' });
}

export async function go(page, letter, region) {
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
  const found = page.getByRole('region', { name: region, exact: true }).first();
  await found.waitFor();
  return found;
}

export class Specialist extends Reviewer {
  // Opens a case by its id through the palette.
  async openCase(id) {
    await this.page.keyboard.press('Control+k');
    const field = this.page.getByRole('textbox', { name: 'Search commands and cases' });
    await until('the palette has the focus', async () => (await focused(this.page)).name === 'Search commands and cases');
    await this.page.keyboard.type(id);
    await until(`${id} is looked for`, async () => await field.inputValue() === id);
    const first = this.page.getByRole('listbox', { name: 'Results' }).getByRole('option').first();
    await until(`${id} is found`, async () => await first.getAttribute('aria-description').catch(() => '') === id);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
    await until(`${id} is open`, async () => (await this.read()).id === id);
  }

  // The question of the pack that is open: texts may repeat, so what may be chosen decides with them.
  questionOf(pack, state, answered = []) {
    const names = state.options.map((option) => option.name);
    const found = pack.questions.find((question) => question.text === state.question && !answered.includes(question.id) &&
      (!question.options || names.every((name, i) => name === question.options[i]?.label)));
    assert.ok(found, `the pack has no question “${state.question}” with ${names.join(', ')}`);
    return found;
  }

  async option(index, state) {
    if (index < 9) return this.page.keyboard.press(String(index + 1));
    await tabTo(this.page, state.options[index].role, state.options[index].name);  // there are nine digits
    return this.page.keyboard.press('Space');
  }

  // Answers until the checklist is complete or `count` questions are answered. Gives the ids in the order asked.
  async follow(pack, answers, count = Infinity) {
    const asked = [];
    while (asked.length < count) {
      let state = await this.read();
      if (state.outcome || !state.question) {
        // What may be left open waits to be opened.
        const left = pack.questions.find((one) => one.required === false && answers[one.id] !== undefined && !asked.includes(one.id));
        if (!left) return asked;
        await pressOn(this.page, 'button', new RegExp(`^Question \\d+: ${escaped(left.text)} Answer: Not answered, optional$`));
        state = await until(`“${left.text}” is open`, async () => {
          const now = await this.read();
          return now.question === left.text ? now : null;
        });
      }
      const question = this.questionOf(pack, state, asked);
      const answer = answers[question.id];
      assert.notEqual(answer, undefined, `“${question.text}” (${question.id}) was not expected`);
      asked.push(question.id);
      if (question.kind === 'text' || question.kind === 'date') {
        await tabTo(this.page, 'textbox', question.text);
        await this.page.keyboard.type(answer);
        await this.page.keyboard.press('Escape');
        await this.page.keyboard.press('n');
      } else {
        const options = question.options ?? [{ id: 'yes' }, { id: 'no' }];
        for (const id of [answer].flat()) {
          const index = options.findIndex((option) => option.id === id);
          assert.ok(index >= 0, `${question.id} has no option ${id}`);
          await this.option(index, state);
          if (question.kind === 'many')
            await until(`${id} is ticked`, async () => (await this.read()).options[index]?.checked);
        }
        if (question.kind === 'many') await this.page.keyboard.press('n');
      }
      await until(`“${question.text}” is answered`, async () => {
        const now = await this.read();
        return (now.outcome && !state.outcome) || now.question !== state.question || now.options.length !== state.options.length ||
          now.options.some((option, i) => option.name !== state.options[i].name);
      });
    }
    return asked;
  }

  // What the chosen answers demand, with Tab and keys.
  async giveWhatIsNeeded() {
    await until('the checklist is complete', async () => (await this.read()).outcome);
    if ((await this.read()).text.includes('needs evidence')) {
      await tabTo(this.page, 'group', /^Text /);
      await this.page.keyboard.press('e');
      await this.page.getByRole('button', { name: /^Evidence 1:/ }).waitFor();
    }
    if ((await this.read()).text.includes('needs a rationale')) {
      await tabTo(this.page, 'textbox', 'Rationale');
      await this.page.keyboard.type('The notice and the thread bear it out');
      await this.page.keyboard.press('Escape');
    }
    return until('the decision can be signed', async () => {
      const now = await this.read();
      return now.canSign ? now : null;
    });
  }

  // Waits until the ledger has this many signed decisions, then saves the file and the key.
  async exportDecisions(count, folder) {
    await go(this.page, 'l', 'Ledger');
    const grid = this.page.getByRole('grid', { name: 'Signed decisions' });
    await until(`${count} decisions are signed`, async () =>
      await grid.getAttribute('aria-rowcount').catch(() => '') === String(count + 1), 60_000);
    await pressOn(this.page, 'button', 'Export decisions…');
    await this.page.getByRole('dialog', { name: 'Export decisions' }).waitFor();
    return { file: await save(this.page, 'Export', folder), key: await save(this.page, 'Save the public key', folder) };
  }
}

// Presses a button that saves a file; gives the file's path.
export async function save(page, button, folder) {
  await tabTo(page, 'button', button);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const path = `${folder}/${download.suggestedFilename()}`;
  await download.saveAs(path);
  return path;
}

// The statements of a file of envelopes; every signature is checked against the key that the statement names.
export function statements(path) {
  return readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => {
    const envelope = JSON.parse(line);
    const payload = Buffer.from(envelope.payload, 'base64');
    const pae = Buffer.concat([Buffer.from(
      `DSSEv1 ${envelope.payloadType.length} ${envelope.payloadType} ${payload.length} `), payload]);
    const statement = JSON.parse(payload);
    const jwk = statement.predicate.reviewer.public_jwk;
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    assert.equal(envelope.signatures.length, 1);
    assert.ok(verify(null, pae, key, Buffer.from(envelope.signatures[0].sig, 'base64')), 'the signature does not hold');
    return { envelope, statement, predicate: statement.predicate, jwk };
  }).filter(({ statement }) => statement.predicateType !== 'urn:casement:checkpoint:v1');
}
