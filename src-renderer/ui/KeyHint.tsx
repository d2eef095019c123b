import classes from './KeyHint.module.css';

const onMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The keys of a shortcut, written as the person's keyboard names them: 'Mod' is ⌘ on a Mac and Ctrl elsewhere. */
export function KeyHint({ keys }: { keys: readonly string[] }) {
  return (
    <span className={classes.keys}>
      {keys.map((key) => (
        <kbd key={key} className={classes.key}>
          {key === 'Mod' ? (onMac ? '⌘' : 'Ctrl') : key}
        </kbd>
      ))}
    </span>
  );
}
