// Documents: foreign text as real DOM. Blocks (src/app/document.hpp) become elements with textContent only; nothing in
// them is ever markup or an address. A later revision changes only what differs, so that a selection, the scroll
// position and pictures survive a new evidence mark.
addToLibrary({
  $Documents__deps: ['$Web', '$Media'],
  $Documents: {
    count: 0,

    // ---- building

    build(overlay, blocks) {
      if (!overlay.scroller) Documents.makeScroller(overlay);
      const same = Documents.sameContent(overlay.blocks, blocks);
      if (!same) {
        overlay.scroller.replaceChildren();
        overlay.records = [];
        overlay.scroller.scrollTop = 0;
      }
      overlay.records = Documents.reconcile(overlay, overlay.scroller, overlay.records, blocks);
      overlay.blocks = blocks;
      Documents.paintMarks();
    },

    makeScroller(overlay) {
      const el = document.createElement('div');
      el.className = 'document blocks';
      el.setAttribute('role', 'region');
      el.setAttribute('aria-label', overlay.label ?? overlay.name);
      el.tabIndex = 0;
      el.addEventListener('click', (event) => {
        const button = event.target.closest('button[data-action]');
        if (!button) return;
        Web.send(overlay.name, button.dataset.action, button.dataset.argument);
        _web_on_document_action();
      });
      overlay.scroller = el;
      overlay.records = [];
      overlay.el.append(el);
    },

    label(overlay, label) {
      overlay.label = label;
      overlay.scroller?.setAttribute('aria-label', label);
    },

    focusTarget(overlay) {
      return overlay.scroller ?? null;
    },

    // Marks are painted, not built, so they do not count.
    signature(block) {
      if (block.type === 'section') return 'section ' + block.id + ' ' + block.title;
      if (block.type === 'text') return JSON.stringify({ ...block, marks: undefined });
      return JSON.stringify(block);
    },

    contentOf(blocks) {
      return blocks.flatMap((block) => block.type === 'section' ? Documents.contentOf(block.children ?? [])
        : ['text', 'quote', 'media'].includes(block.type) ? [Documents.signature(block)] : []);
    },

    // Whether two revisions show the same case, or are two different ones.
    sameContent(before, after) {
      if (!before?.length || !after.length) return false;
      const a = Documents.contentOf(before), b = Documents.contentOf(after);
      if (a.length || b.length) return a.length === b.length && a.every((signature, i) => signature === b[i]);
      return Documents.signature(before[0]) === Documents.signature(after[0]);
    },

    // Keeps what is equal at both ends and, in between, what is equal at its place.
    reconcile(overlay, container, records, blocks) {
      const signatures = blocks.map(Documents.signature);
      let tail = 0;
      while (tail < Math.min(records.length, blocks.length) &&
        records[records.length - 1 - tail].signature === signatures[blocks.length - 1 - tail]) tail++;
      const result = [];
      blocks.forEach((block, i) => {
        const fromTail = i >= blocks.length - tail;
        const old = fromTail ? records[records.length - (blocks.length - i)] : i < records.length - tail ? records[i] : null;
        if (old?.signature === signatures[i]) {
          Documents.keep(overlay, old, block);
          result.push(old);
          return;
        }
        const record = Documents.make(overlay, block, signatures[i], container !== overlay.scroller);
        if (old) old.el.replaceWith(record.el);
        else container.insertBefore(record.el, records[records.length - tail]?.el ?? null);
        result.push(record);
      });
      for (const record of records) if (!result.includes(record)) record.el.remove();
      return result;
    },

    keep(overlay, record, block) {
      record.block = block;
      if (block.type === 'section') record.children = Documents.reconcile(overlay, record.body, record.children, block.children ?? []);
      if (record.text) record.text.marks = block.marks ?? [];
    },

    make(overlay, block, signature, inner) {
      const record = { signature: signature, block: block, inner: inner };
      const builder = Documents.builders[block.type];
      record.el = builder ? builder(block, record, overlay) : Documents.element('p', 'note', '');
      return record;
    },

    element(tag, className, text, parent) {
      const el = document.createElement(tag);
      if (className) el.className = className;
      if (text !== undefined && text !== null && text !== '') el.textContent = String(text);
      if (parent) parent.append(el);
      return el;
    },

    // Text of others: its own direction, its own language, isolated from ours.
    foreign(tag, className, text, lang, parent) {
      const el = Documents.element(tag, className, text, parent);
      el.dir = 'auto';
      if (typeof lang === 'string' && /^[A-Za-z0-9-]{2,35}$/.test(lang)) el.lang = lang;
      return el;
    },

    builders: {
      heading(block) {
        const level = Math.min(6, Math.max(2, Math.trunc(block.level) || 2));
        return Documents.foreign('h' + level, 'heading', block.text);
      },

      // Outermost sections are landmarks; the ones within, whose names come again, are told by their headings.
      section(block, record, overlay) {
        const section = Documents.element(record.inner ? 'div' : 'section', 'section');
        const title = Documents.foreign(record.inner ? 'h3' : 'h2', 'heading', block.title, undefined, section);
        if (!record.inner) {
          title.id = 'section-' + (++Documents.count);
          section.setAttribute('aria-labelledby', title.id);
        }
        record.body = Documents.element('div', 'blocks', '', section);
        record.children = Documents.reconcile(overlay, record.body, [], block.children ?? []);
        return section;
      },

      lead(block) {
        return Documents.foreign('p', 'lead', block.text);
      },

      prose(block) {
        return Documents.foreign('p', 'prose', block.text);
      },

      // What would be decided: the words, the verdict in its fixed shape and colour, and why.
      example(block) {
        const card = Documents.element('div', 'example');
        if (block.text) Documents.foreign('blockquote', '', block.text, block.lang, card);
        const effect = ['remove', 'restrict', 'label', 'no_action', 'escalate'].includes(block.effect) ? block.effect : 'none';
        Documents.foreign('p', 'verdict ' + effect, block.verdict, undefined, card);
        if (block.why) Documents.foreign('p', 'why', block.why, undefined, card);
        return card;
      },

      // A rule: what held is lit, what was not reached stays dim. The state is said, not only coloured.
      tree(block) {
        const words = { holds: 'holds: ', fails: 'does not hold: ', untried: '' };
        const lists = [Documents.element('ul', 'tree')];
        let item = null;
        for (const line of block.lines ?? []) {
          const depth = Math.min(Math.max(0, Math.trunc(line.depth) || 0), item ? lists.length : 0);
          lists.length = Math.min(lists.length, depth + 1);
          if (lists.length === depth) lists.push(Documents.element('ul', '', '', item));
          const state = Object.hasOwn(words, line.state) ? line.state : 'untried';
          item = Documents.element('li', state, '', lists[depth]);
          if (words[state]) Documents.element('span', 'visually-hidden', words[state], item);
          Documents.foreign('span', 'said', line.text, undefined, item);
        }
        return lists[0];
      },

      // A text before and after: what went is struck, what came is underlined.
      words(block) {
        const line = Documents.element('p', 'words');
        if (block.label) Documents.foreign('span', 'label', block.label, undefined, line);
        for (const span of block.spans ?? []) {
          const tag = span.change === 'removed' ? 'del' : span.change === 'added' ? 'ins' : 'span';
          Documents.element(tag, '', span.text, line);
        }
        return line;
      },

      links(block) {
        const row = Documents.element('p', 'links');
        if (block.label) Documents.foreign('span', 'label', block.label, undefined, row);
        for (const item of block.items ?? []) {
          const button = Documents.foreign('button', 'link', item.text, undefined, row);
          button.type = 'button';
          button.dataset.action = String(item.action ?? '');
          button.dataset.argument = String(item.argument ?? '');
        }
        return row;
      },

      facts(block) {
        const list = Documents.element('dl', block.wide ? 'facts wide' : 'facts');
        for (const item of block.items ?? []) {
          const row = Documents.element('div', '', '', list);
          Documents.foreign('dt', '', item.label, undefined, row);
          Documents.foreign('dd', '', item.value, undefined, row);
        }
        return list;
      },

      quote(block) {
        const figure = Documents.element('div', 'quote');
        Documents.foreign('blockquote', '', block.text, block.lang, figure);
        if (block.by) Documents.foreign('p', 'by', block.by, undefined, figure);
        return figure;
      },

      text(block, record) {
        const el = Documents.foreign('div', 'text', '', block.lang);
        const raw = String(block.text ?? '');
        record.text = { el: el, part: String(block.part ?? ''), length: raw.length, segments: [], marks: block.marks ?? [] };
        Documents.fillText(record.text, raw, block.hidden ?? []);
        Documents.makeMarkable(record.text);
        return el;
      },

      translation(block) {
        return Documents.foreign('div', 'text translation', block.text, block.lang);
      },

      media(block) {
        return Media.makeFigure(block);
      },

      note(block) {
        const tone = ['info', 'warn', 'error'].includes(block.tone) ? block.tone : 'info';
        const note = Documents.foreign('p', 'note ' + tone, block.text);
        note.setAttribute('role', 'note');
        return note;
      },

      table(block) {
        const table = Documents.element('table', 'table');
        if (block.caption) Documents.foreign('caption', block.captioned ? 'visually-hidden' : '', block.caption, undefined, table);
        const head = Documents.element('tr', '', '', Documents.element('thead', '', '', table));
        for (const column of block.columns ?? []) Documents.foreign('th', '', column, undefined, head).scope = 'col';
        const body = Documents.element('tbody', '', '', table);
        for (const row of block.rows ?? []) {
          const line = Documents.element('tr', '', '', body);
          for (const cell of row) Documents.foreign('td', '', cell, undefined, line);
        }
        return table;
      },

      thread(block) {
        const list = Documents.element('ol', 'thread');
        for (const entry of block.entries ?? []) {
          const item = Documents.element('li', entry.subject ? 'entry subject' : 'entry', '', list);
          const head = Documents.element('p', 'entry-head', '', item);
          Documents.foreign('bdi', 'author', entry.author, undefined, head);
          if (entry.at) Documents.element('span', 'at', entry.at, head);
          if (entry.subject) Documents.element('span', 'chip', 'under review', head);
          Documents.foreign('div', 'entry-text', entry.text, entry.lang, item);
        }
        return list;
      },

      timeline(block) {
        const list = Documents.element('ol', 'timeline');
        for (const entry of block.entries ?? []) {
          const item = Documents.element('li', '', '', list);
          Documents.element('span', 'at', entry.at, item);
          const what = Documents.element('span', 'what', '', item);
          Documents.foreign('bdi', 'kind', entry.kind, undefined, what);
          if (entry.by) Documents.foreign('bdi', 'by', entry.by, undefined, what);
          if (entry.note) Documents.foreign('bdi', 'said', entry.note, undefined, what);
        }
        return list;
      },

      chips(block) {
        const list = Documents.element('ul', 'chips');
        for (const item of block.items ?? []) {
          const tone = ['warn', 'breach'].includes(item.tone) ? item.tone : 'plain';
          Documents.foreign('li', 'chip ' + tone, item.text, undefined, list);
        }
        return list;
      },

      button(block) {
        const row = Documents.element('div', 'button-row');
        const button = Documents.foreign('button', 'button', block.text, undefined, row);
        button.type = 'button';
        button.dataset.action = String(block.action ?? '');
        button.dataset.argument = String(block.argument ?? '');
        return row;
      },
    },

    // ---- marking by keyboard

    // A text takes the focus; arrows move a cursor in it and Shift extends, so that words can be marked without a
    // pointer. Browsers do that in editable text only, and this text must not be editable.
    makeMarkable(text) {
      const el = text.el;
      el.tabIndex = 0;
      el.setAttribute('role', 'group');
      el.setAttribute('aria-label', 'Text ' + text.part);
      el.setAttribute('aria-description', 'Arrows move, Shift and arrows select, E marks as evidence');
      el.addEventListener('focus', () => {
        if (!Documents.selectionInside(el)) getSelection().collapse(text.segments[0]?.node ?? el, 0);
        Documents.paintCursor(el);
      });
      el.addEventListener('blur', () => CSS.highlights?.delete('cursor'));
      el.addEventListener('keydown', (event) => Documents.moveCursor(el, event));
    },

    selectionInside(el) {
      const selection = getSelection();
      return selection.rangeCount > 0 && el.contains(selection.anchorNode) && el.contains(selection.focusNode);
    },

    moveCursor(el, event) {
      const step = { ArrowLeft: ['left', 'character'], ArrowRight: ['right', 'character'], Home: ['backward', 'lineboundary'],
        End: ['forward', 'lineboundary'] }[event.key];
      if (!step || event.altKey || event.metaKey || !Documents.selectionInside(el)) return;
      event.preventDefault();
      event.stopPropagation();
      const selection = getSelection();
      const before = [selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset];
      selection.modify(event.shiftKey ? 'extend' : 'move', step[0], event.ctrlKey && step[1] === 'character' ? 'word' : step[1]);
      if (!Documents.selectionInside(el)) selection.setBaseAndExtent(...before);  // never out of this text
      Documents.paintCursor(el);
    },

    // The cursor is the character behind it, painted: text that cannot be edited shows no caret.
    paintCursor(el) {
      if (!globalThis.Highlight) return;
      CSS.highlights.delete('cursor');
      const selection = getSelection();
      if (!selection.isCollapsed || !Documents.selectionInside(el) || selection.focusNode.nodeType !== Node.TEXT_NODE) return;
      const range = document.createRange();
      range.setStart(selection.focusNode, selection.focusOffset);
      range.setEnd(selection.focusNode, Math.min(selection.focusNode.length, selection.focusOffset + 1));
      CSS.highlights.set('cursor', new Highlight(range));
    },

    // Brings a part into view and gives it the focus: "part:<id>".
    partTarget(name) {
      if (!name.startsWith('part:')) return null;
      const el = Documents.allTexts().find((text) => text.part === name.slice(5))?.el ?? null;
      el?.scrollIntoView({ block: 'nearest' });
      return el;
    },

    // ---- text with what it hides

    // Text nodes hold the raw text but for hidden characters, each of which is a badge. `segments` remembers which
    // raw offsets a node stands for.
    fillText(text, raw, hidden) {
      let at = 0;
      const plain = (end) => {
        if (end <= at) return;
        const node = document.createTextNode(raw.slice(at, end));
        text.segments.push({ node: node, start: at, length: end - at });
        at = end;
      };
      const sorted = [...hidden].filter((one) => one.length > 0).sort((a, b) => a.start - b.start);
      for (const one of sorted) {
        if (one.start < at || one.start + one.length > raw.length) continue;
        plain(one.start);
        const badge = Documents.element('span', 'hidden-character', one.name);
        badge.dir = 'ltr';
        text.segments.push({ node: badge, start: one.start, length: one.length, badge: true });
        at = one.start + one.length;
      }
      plain(raw.length);
      text.el.append(...text.segments.map((segment) => segment.node));
    },

    // The DOM position of a raw offset.
    position(text, offset, atEnd) {
      const segments = text.segments;
      let low = 0, high = segments.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (segments[middle].start < offset || (!atEnd && segments[middle].start === offset)) low = middle;
        else high = middle - 1;
      }
      const segment = segments[low];
      if (!segment) return [text.el, 0];
      if (!segment.badge) return [segment.node, Math.min(segment.length, Math.max(0, offset - segment.start))];
      return [text.el, low + (offset > segment.start ? 1 : 0)];
    },

    // The raw offset of a DOM position.
    offset(text, container, offset) {
      if (container === text.el) return text.segments[offset]?.start ?? text.length;
      const segment = text.segments.find((one) => one.node === container || one.node.contains(container));
      if (!segment) return 0;
      if (segment.badge) return offset > 0 ? segment.start + segment.length : segment.start;
      return segment.start + Math.min(offset, segment.length);
    },

    texts(records, found) {
      for (const record of records) {
        if (record.text) found.push(record.text);
        if (record.children) Documents.texts(record.children, found);
      }
      return found;
    },

    allTexts() {
      const found = [];
      for (const overlay of Dom.overlays.values()) if (overlay.records) Documents.texts(overlay.records, found);
      return found;
    },

    // CSS.highlights paints ranges without touching the text.
    paintMarks() {
      if (!globalThis.Highlight) return;
      const ranges = { evidence: [], mark: [] };
      for (const text of Documents.allTexts()) {
        for (const mark of text.marks) {
          if (!(mark.start >= 0 && mark.start < mark.end && mark.end <= text.length)) continue;
          const range = document.createRange();
          range.setStart(...Documents.position(text, mark.start, false));
          range.setEnd(...Documents.position(text, mark.end, true));
          ranges[mark.kind === 'evidence' ? 'evidence' : 'mark'].push(range);
        }
      }
      for (const [name, list] of Object.entries(ranges)) CSS.highlights.set(name, new Highlight(...list));
    },

    readSelection() {
      const selection = getSelection();
      const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
      const text = range && !range.collapsed ? Documents.allTexts().find((one) =>
        range.intersectsNode(one.el) && !Documents.offsets(one, range).empty) : null;
      // Nothing selected, but a text has the focus: all of it is meant.
      const whole = text ? null : Documents.allTexts().find((one) => one.el === document.activeElement);
      const { start, end } = text ? Documents.offsets(text, range) : { start: 0, end: whole?.length ?? 0 };
      Web.send((text ?? whole)?.part ?? '');
      _web_on_selected(start, end);
    },

    // What of a range lies inside one text.
    offsets(text, range) {
      const start = text.el.contains(range.startContainer) ? Documents.offset(text, range.startContainer, range.startOffset) : 0;
      const end = text.el.contains(range.endContainer) ? Documents.offset(text, range.endContainer, range.endOffset) : text.length;
      return { start: start, end: end, empty: start >= end };
    },
  },
});
