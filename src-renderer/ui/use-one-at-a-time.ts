import { useRef } from 'react';

/** Begins no second piece of work before the first is over: two clicks come faster than a screen can rest its button. A piece that fails has told so itself. */
export function useOneAtATime(): (work: () => Promise<unknown> | undefined) => void {
  const busy = useRef(false);
  return (work) => {
    if (busy.current) return;
    busy.current = true;
    const over = () => {
      busy.current = false;
    };
    Promise.resolve(work()).then(over, over);
  };
}
