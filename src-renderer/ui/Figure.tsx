import classes from './Figure.module.css';

/** The answer of a screen or card in large type: '9' with 'Class credits' beside or below it. */
export function Figure({ value, label, below = false }: { value: string; label: string; below?: boolean }) {
  return (
    <p className={below ? classes.stacked : classes.inline}>
      <span className={classes.value}>{value}</span> <span className={classes.label}>{label}</span>
    </p>
  );
}
