import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { Page } from '../ui/Page.tsx';
import { EmptyState, LoadingState } from '../ui/states.tsx';
import classes from './Routes.module.css';

const Customers = lazy(async () => ({
  default: (await import('../features/customers/CustomersScreen.tsx')).CustomersScreen,
}));
const Import = lazy(async () => ({ default: (await import('../features/imports/ImportScreen.tsx')).ImportScreen }));

const Profile = lazy(async () => ({
  default: (await import('../features/profile/ProfileScreen.tsx')).ProfileScreen,
}));
const Usage = lazy(async () => ({ default: (await import('../features/usage/UsageScreen.tsx')).UsageScreen }));

/** Which screen an address shows. Each is loaded when it is first needed. */
export function Routes() {
  return (
    <Suspense fallback={<Opening />}>
      <Switch>
        <Route path="/">
          <Redirect to="/customers" replace />
        </Route>
        <Route path="/customers">
          <Customers />
        </Route>
        <Route path="/customers/:id">{({ id }) => <Profile key={id} customerId={id} />}</Route>
        <Route path="/customers/:id/usage">{({ id }) => <Usage key={id} customerId={id} />}</Route>
        <Route path="/import">
          <Import />
        </Route>
        <Route>
          <NoSuchScreen />
        </Route>
      </Switch>
    </Suspense>
  );
}

function Opening() {
  return (
    <div className={classes.opening}>
      <LoadingState rows={10} label="Opening the screen" />
    </div>
  );
}

function NoSuchScreen() {
  return (
    <Page title="No such screen">
      <EmptyState
        title="The address in the bar leads nowhere"
        action={
          <Button component={Link} href="/customers">
            Go to Customers
          </Button>
        }
      >
        It may be from another version of Tallydesk.
      </EmptyState>
    </Page>
  );
}
