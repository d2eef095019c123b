import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import classes from './Page.module.css';

/** A step of the way back: 'Customers' with its address. */
export type Crumb = { readonly label: string; readonly to: string };

/** Where Esc goes from this screen; the frame reads it from the page. */
export const backAttribute = 'data-back-to';

type PageProps = {
  title: ReactNode;
  /** The window's title; needed where `title` is not a text. */
  documentTitle?: string;
  crumbs?: readonly Crumb[];
  /** Before the title: initials, an icon. */
  mark?: ReactNode;
  /** One quiet line under the title. */
  note?: ReactNode;
  /** Buttons at the right of the title, the main one last. */
  actions?: ReactNode;
  /** The page fills the window's height and its content scrolls inside (lists). */
  fills?: boolean;
  children: ReactNode;
};

/** The frame of a screen's content: the way back, title, actions, content. Esc goes to the last crumb. */
export function Page({ title, documentTitle, crumbs = [], mark, note, actions, fills = false, children }: PageProps) {
  const name = documentTitle ?? (typeof title === 'string' ? title : 'Tallydesk');
  useEffect(() => {
    document.title = `${name} · Tallydesk`;
  }, [name]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A screen that takes the place of the focused one takes its focus over, so that the next key has somewhere to go.
    if (document.activeElement === document.body || document.activeElement?.id === 'content')
      heading.current?.focus({ preventScroll: true });
  }, []);
  const back = crumbs[crumbs.length - 1]?.to;
  return (
    <div className={classes.page} data-fills={fills || undefined} {...{ [backAttribute]: back }}>
      {crumbs.length > 0 && (
        <nav aria-label="Way back" className={classes.crumbs}>
          <ol>
            {crumbs.map((crumb) => (
              <li key={crumb.to}>
                <Link href={crumb.to}>{crumb.label}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <header className={classes.head}>
        {mark}
        <div className={classes.title}>
          <h1 tabIndex={-1} ref={heading}>
            {title}
          </h1>
          {note !== undefined && <p className={classes.note}>{note}</p>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={classes.content}>{children}</div>
    </div>
  );
}
