import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Customer } from '../../client/answers.ts';
import { Initials } from '../../ui/Initials.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { usageOf, usagePath } from '../../ui/usage-link.ts';
import classes from './Team.module.css';

/** As many members as are shown before the others are asked for. */
const membersShown = 5;

/** A company's members and whether they spend its credit; for a person, the companies that they belong to. */
export function Team({ customer }: { customer: Customer }) {
  if (customer.kind === 'company') return <CompanyTeam company={customer} />;
  return (
    <Panel title="Team">
      <ul className={classes.people}>
        {customer.companies.map((company) => (
          <li key={company.id} className={classes.person}>
            <Initials name={company.name} size="s" square />
            <Link href={`/customers/${encodeURIComponent(company.id)}`} className={classes.name}>
              {company.name}
            </Link>
            <Sharing on={company.creditSharing} />
            {company.creditSharing && <TeamUsage companyId={company.id} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function CompanyTeam({ company }: { company: Customer }) {
  const [allShown, setAllShown] = useState(false);
  const shown = allShown ? company.members : company.members.slice(0, membersShown);
  const more = company.members.length - shown.length;
  return (
    <Panel title="Team" aside={<Sharing on={company.creditSharing} />}>
      {company.members.length === 0 ? (
        <p className={classes.words}>No members yet.</p>
      ) : (
        <ul className={classes.people}>
          {shown.map((member) => (
            <li key={member.id} className={classes.member}>
              <Initials name={member.name} size="s" />
              <span className={classes.who}>
                <Link href={`/customers/${encodeURIComponent(member.id)}`} className={classes.name}>
                  {member.name}
                </Link>{' '}
                <span className={classes.email}>{member.email}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <Button variant="subtle" size="compact-sm" mt={6} ml={-9} onClick={() => setAllShown(true)}>
          Show {more} more
        </Button>
      )}
      <p className={classes.words}>
        {company.creditSharing
          ? 'Members spend this company’s credit after their own.'
          : 'Members can’t spend this company’s credit.'}
      </p>
      <div className={classes.foot}>
        <TeamUsage companyId={company.id} />
      </div>
    </Panel>
  );
}

function Sharing({ on }: { on: boolean }) {
  return <Tag tone={on ? 'rolled-over' : 'expired'}>{on ? 'Credit sharing is on' : 'Credit sharing is off'}</Tag>;
}

function TeamUsage({ companyId }: { companyId: string }) {
  return (
    <Button component={Link} href={usagePath(usageOf(companyId, { companyId }))} variant="default" size="compact-sm">
      Team benefit usage
    </Button>
  );
}
