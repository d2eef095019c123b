import { expect, it } from 'vitest';
import { refuseDroppedFiles } from '../../src-renderer/app/refuse-drops.ts';

/** What a window that refuses dropped files makes of a drag of such things; `taken` where a drop area took it before. */
function dragged(type: string, types: readonly string[], taken = false) {
  const target = new EventTarget();
  if (taken) target.addEventListener(type, (event) => event.preventDefault());
  refuseDroppedFiles(target);
  const dataTransfer = { types, dropEffect: 'copy' };
  const event = Object.assign(new Event(type, { cancelable: true }), { dataTransfer });
  target.dispatchEvent(event);
  return { kept: event.defaultPrevented, effect: dataTransfer.dropEffect };
}

it.each(['dragover', 'drop'])('a file beside every drop area is not opened in place of the app (%s)', (type) => {
  expect(dragged(type, ['Files'])).toEqual({ kept: true, effect: 'none' });
});

it('a drop area gets its files, and dragged text goes where it always went', () => {
  expect(dragged('drop', ['Files'], true)).toEqual({ kept: true, effect: 'copy' });
  expect(dragged('drop', ['text/plain'])).toEqual({ kept: false, effect: 'copy' });
});
