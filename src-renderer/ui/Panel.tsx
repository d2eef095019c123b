import { type ReactNode, useId } from 'react';
import classes from './Panel.module.css';

type PanelProps = {
  /** The panel's name, shown as its heading and told to screen readers. */
  title?: string;
  /** At the right of the heading. */
  aside?: ReactNode;
  /** Without inner spacing, for tables and lists that reach the edge. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
};

/** A quiet card that groups what belongs together. */
export function Panel({ title, aside, flush = false, className, children }: PanelProps) {
  const headingId = useId();
  return (
    <section
      className={className ? `${classes.panel} ${className}` : classes.panel}
      data-flush={flush || undefined}
      aria-labelledby={title === undefined ? undefined : headingId}
    >
      {title !== undefined && (
        <div className={classes.head}>
          <h2 id={headingId}>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
