import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A rectangle on the screen, in its points. */
export type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Where the window was, and whether it filled the screen. */
export type WindowState = { readonly bounds: Bounds; readonly maximized: boolean };

/** The smallest window in which every screen works. */
export const smallestWindow = { width: 1024, height: 640 };
/** The strip at its top is what a window is moved by: this much of it must be on one screen. */
const titleBarHeight = 30;
const titleBarVisible = { across: 100, down: 20 };

/** Where the window was when it was closed last; null where that is unknown or no screen shows it now. */
export function loadWindowState(dataDir: string, screens: readonly Bounds[]): WindowState | null {
  try {
    const state: unknown = JSON.parse(readFileSync(fileIn(dataDir), 'utf8'));
    if (!isWindowState(state)) return null;
    return screens.some((screen) => shows(screen, state.bounds)) ? state : null;
  } catch {
    return null;
  }
}

/** Remembers where the window is; that it cannot is no reason to disturb anyone. */
export function saveWindowState(dataDir: string, state: WindowState): void {
  try {
    mkdirSync(dirname(fileIn(dataDir)), { recursive: true });
    writeFileSync(fileIn(dataDir), JSON.stringify(state));
  } catch {
    // The next window opens in its usual place.
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'window.json');
}

function isWindowState(value: unknown): value is WindowState {
  if (typeof value !== 'object' || value === null || !('bounds' in value) || !('maximized' in value)) return false;
  const { bounds, maximized } = value;
  if (typeof bounds !== 'object' || bounds === null || typeof maximized !== 'boolean') return false;
  const sides = bounds as Record<string, unknown>;
  return (
    ['x', 'y', 'width', 'height'].every((side) => Number.isInteger(sides[side])) &&
    Number(sides.width) >= smallestWindow.width &&
    Number(sides.height) >= smallestWindow.height
  );
}

/** True where enough of a window's title bar can be seen on a screen to take hold of it. */
function shows(screen: Bounds, window: Bounds): boolean {
  const across = Math.min(screen.x + screen.width, window.x + window.width) - Math.max(screen.x, window.x);
  const down = Math.min(screen.y + screen.height, window.y + titleBarHeight) - Math.max(screen.y, window.y);
  return across >= titleBarVisible.across && down >= titleBarVisible.down;
}
