import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient, InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { Contract } from '../../src-shared/contract/index.ts';
import { connect } from './transport.ts';

/** The contract's operations as typed functions. */
export type Client = ContractRouterClient<Contract>;
/** What each operation takes, by name: `Inputs['customers']['search']`. */
export type Inputs = InferContractRouterInputs<Contract>;
/** What each operation answers, by name: `Outputs['customers']['search']['rows'][number]`. */
export type Outputs = InferContractRouterOutputs<Contract>;

/** The operations, over whatever way this window has to the app. */
export const client: Client = createORPCClient(connect(window));

/** Query and mutation options, and query keys, for every operation: `useQuery(orpc.studio.get.queryOptions())`. */
export const orpc = createTanstackQueryUtils(client);
