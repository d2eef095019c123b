import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { backAttribute } from '../ui/Page.tsx';
import { EmptyState } from '../ui/states.tsx';

type Props = {
  children: ReactNode /** A change of this clears the failure: the address, usually. */;
  resetKey?: string;
};
type State = { failed: boolean; resetKey?: string };

/** Catches a bug in a screen: one plain sentence and a way on, while the frame around it keeps working. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { failed: false, resetKey: props.resetKey };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" {...{ [backAttribute]: '/customers' }}>
        <EmptyState
          title="This screen has stumbled"
          action={
            <>
              <Button variant="default" onClick={() => this.setState({ failed: false })}>
                Show it again
              </Button>
              <Button variant="default" onClick={() => location.reload()}>
                Reload the window
              </Button>
            </>
          }
        >
          It is a fault in Tallydesk, not in anything you did. The ledger is safe; nothing half-done was kept.
        </EmptyState>
      </div>
    );
  }
}
