// A reviewer who knows the console only by roles and names, as a screen reader does.
import assert from 'node:assert/strict';

export async function until(what, probe, timeoutMs = 20_000) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) assert.fail(`never happened: ${what}`);
    await new Promise((next) => setTimeout(next, 15));
  }
}

export class Reviewer {
  constructor(page) {
    this.page = page;
    this.queue = page.getByRole('region', { name: 'Queue', exact: true });
    this.checklist = page.getByRole('region', { name: 'Checklist', exact: true });
    this.questions = page.getByRole('region', { name: 'Questions' });
    this.content = page.getByRole('region', { name: 'Case content' });
  }

  async openBundle(url, title) {
    await this.page.goto(url);
    await this.page.getByRole('button', { name: title }).first().click();
    await this.page.getByRole('grid', { name: 'Cases' }).waitFor();
  }

  // What the checklist shows now, read from the accessibility tree alone.
  read() {
    return this.page.evaluate(() => {
      const region = (name) => document.querySelector(`[role=region][aria-label="${name}"]`);
      const questions = region('Questions');
      const question = questions?.querySelector('h3')?.textContent ?? null;
      const options = [...(questions?.querySelectorAll('[role=radio], [role=checkbox]') ?? [])].map((el) => ({
        role: el.getAttribute('role'),
        name: el.getAttribute('aria-label') ?? el.textContent,
        checked: el.getAttribute('aria-checked') === 'true',
      }));
      const decision = region('Decision');
      const buttons = [...(decision?.querySelectorAll('[role=button]') ?? [])];
      const sign = buttons.find((el) => (el.getAttribute('aria-label') ?? el.textContent) === 'Sign and next');
      // The address is a frame ahead of the tree: the row that is selected stands for what the tree shows.
      const row = document.querySelector('[role=grid][aria-label="Cases"] [role=row][aria-selected=true]');
      return {
        id: row?.getAttribute('aria-label').split(', ')[0] ?? decodeURIComponent(location.hash.split('/c/')[1] ?? ''),
        question, options,
        outcome: decision?.querySelector('h3')?.textContent?.replace('Outcome: ', '') ?? null,
        text: decision?.textContent ?? '',
        canSign: sign ? sign.getAttribute('aria-disabled') !== 'true' : false,
      };
    });
  }

  // Answers by number keys until the checklist is complete. choose(question, options, step) gives an index.
  async answer(choose) {
    for (let step = 0; step < 40; step++) {
      // A case that was just opened has its title before its checklist.
      const before = await until('a question is open', async () => {
        const now = await this.read();
        return now.question || now.outcome ? now : null;
      });
      if (before.outcome) return before;
      const changed = async () => {
        const now = await this.read();
        return now.question !== before.question || now.outcome ? now : null;
      };
      if (!before.options.length) {
        await this.page.keyboard.press('n');
        await until('a free question is passed', changed);
        continue;
      }
      const index = choose(before.question, before.options, step);
      await this.page.keyboard.press(String(index + 1));
      if (before.options[0].role === 'checkbox') {
        await until('the option is ticked', async () => (await this.read()).options[index]?.checked);
        await this.page.keyboard.press('n');
      }
      await until(`“${before.question}” is answered`, changed);
    }
    assert.fail('forty questions and no outcome');
  }

  // Gives what the chosen answers demand, by keyboard: a mark on the content, a rationale.
  async satisfyDemands() {
    const state = await this.read();
    if (state.text.includes('needs evidence')) {
      await this.page.locator('.text[tabindex="0"]').first().focus();
      await this.page.keyboard.press('e');
      await this.page.getByRole('button', { name: /^Evidence 1:/ }).waitFor();
    }
    if ((await this.read()).text.includes('needs a rationale')) {
      await this.page.getByRole('textbox', { name: 'Rationale', exact: true }).focus();
      await this.page.keyboard.type('Seen in the thread');
      await this.page.keyboard.press('Escape');
    }
    return until('the decision can be signed', async () => {
      const now = await this.read();
      return now.canSign ? now : null;
    });
  }

  async signByKeyboard() {
    const before = await this.read();
    await this.page.keyboard.press('Control+Enter');
    return until('the next case opens', async () => {
      const now = await this.read();
      return now.id !== before.id ? now : null;
    });
  }
}
