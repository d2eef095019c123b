import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadWindowState, saveWindowState } from '../../../src-main/hosts/electron/window-state.ts';
import { temporaryFolder } from '../../support/open-studio.ts';

const desk = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: 0, width: 1920, height: 1080 };
const onSecond = { bounds: { x: 2000, y: 50, width: 1200, height: 800 }, maximized: true };

test('a window opens where it was closed, on the same screen', () => {
  const folder = temporaryFolder();
  saveWindowState(folder, onSecond);
  expect(loadWindowState(folder, [desk, second])).toEqual(onSecond);
});

test('a window whose screen is gone opens in its usual place', () => {
  const folder = temporaryFolder();
  saveWindowState(folder, onSecond);
  expect(loadWindowState(folder, [desk])).toBeNull();
});

test.each([
  ['above the screen', { x: 100, y: -400 }, false],
  ['under the panel at the top', { x: 100, y: 0 }, false],
  ['at the very bottom', { x: 100, y: 1075 }, false],
  ['with its left half outside', { x: -600, y: 200 }, true],
  ['with all but its edge outside', { x: -1150, y: 200 }, false],
  ['where its title bar and little else is seen', { x: 100, y: 1050 }, true],
])('a window %s (%j) opens there again: %s', (_name, place, expected) => {
  const folder = temporaryFolder();
  const state = { bounds: { width: 1200, height: 800, ...place }, maximized: false };
  saveWindowState(folder, state);
  expect(loadWindowState(folder, [{ x: 0, y: 28, width: 1920, height: 1052 }])).toEqual(expected ? state : null);
});

test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['another shape', '{"bounds":{"x":1},"maximized":false}'],
  ['a window too small to work in', '{"bounds":{"x":0,"y":0,"width":10,"height":10},"maximized":false}'],
  ['a fraction of a point', '{"bounds":{"x":0.5,"y":0,"width":1200,"height":800},"maximized":false}'],
])('a file with %s is passed over', (_name, text) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'window.json'), text);
  expect(loadWindowState(folder, [desk])).toBeNull();
});

test('a folder that cannot be written disturbs nobody', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => saveWindowState(join(file, 'folder'), onSecond)).not.toThrow();
});
