import { type Dispatch, type KeyboardEvent, type SetStateAction, useCallback, useEffect, useRef } from 'react';
import { finder, finderStore } from './finder-store.ts';
import { useSessionStore } from './session-store.ts';

/** What the finder is called in the document. */
export const finderId = 'finder';

const waitingKeys: ReadonlySet<string> = new Set(['Enter', 'ArrowDown', 'ArrowUp']);

/** Chooses the first of the list, so that Enter opens it, and does what the `keys` pressed before it was there ask for. */
function chooseBy(keys: readonly string[], list: Element | null): void {
  const actions = [...(list?.querySelectorAll<HTMLElement>('[data-action]') ?? [])];
  const steps = keys.map((key) => Number(key === 'ArrowDown') - Number(key === 'ArrowUp'));
  const last = Math.max(0, actions.length - 1);
  const selected = steps.reduce((at, step) => Math.min(last, Math.max(0, at + step)), 0);
  for (const action of actions) action.removeAttribute('data-selected');
  actions[selected]?.setAttribute('data-selected', 'true');
  finderStore.updateState((state) => ({ ...state, selected }));
  if (keys.at(-1) === 'Enter') actions[selected]?.click();
}

/** What is pressed between Ctrl/Cmd+K and the moment when the search takes the focus belongs to the search, not to what lies beneath. */
function useEarlyKeys(press: (key: string) => void): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
      if (isShortcut || !finderStore.getState().opened || useSessionStore.getState().locked) return;
      if (event.target instanceof Element && event.target.closest(`#${finderId}`)) return;
      event.preventDefault();
      event.stopPropagation();
      press(event.key);
    };
    addEventListener('keydown', onKey, { capture: true });
    return () => removeEventListener('keydown', onKey, { capture: true });
  }, [press]);
}

/** Keeps the first of what is `shown` chosen; Enter and the arrows before it mean what was typed, so they wait until that is here. */
function useBestMatch(query: string, settled: boolean, shown: string) {
  const list = useRef<HTMLDivElement>(null);
  const waiting = useRef<string[]>([]);
  /** True where the key waits; any other lets go of those that do. */
  const wait = useCallback((key: string): boolean => {
    const waits = waitingKeys.has(key);
    waiting.current = waits ? [...waiting.current, key] : [];
    return waits;
  }, []);
  const onKeyCapture = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (settled) waiting.current = [];
    else if (wait(event.key)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another list is shown as well
  useEffect(() => {
    const isNothingTyped = query.trim() === '';
    if (settled && !isNothingTyped) chooseBy(waiting.current, list.current);
    if (settled || isNothingTyped) waiting.current = [];
  }, [shown, settled, query]);
  return { list, wait, onKeyCapture };
}

/** The keys of the finder: `list` holds what is `shown` for `query`, `settled` says that it is for what is typed; keys pressed too early wait, or are typed. */
export function useFinderKeys(
  query: string,
  setQuery: Dispatch<SetStateAction<string>>,
  settled: boolean,
  shown: string,
) {
  const { list, wait, onKeyCapture } = useBestMatch(query, settled, shown);
  const press = useCallback(
    (key: string) => {
      if (wait(key)) return;
      if (key === 'Escape') finder.close();
      else if (key === 'Backspace') setQuery((typed) => typed.slice(0, -1));
      else if (key.length === 1) setQuery((typed) => typed + key);
    },
    [wait, setQuery],
  );
  useEarlyKeys(press);
  return { list, onKeyCapture };
}
