import * as catalogue from '../services/catalogue.ts';
import { coreOf, type Door, deskOf } from './door.ts';

/** Routes of the catalogue: what can be booked, what credit there is, and what gives it. */
export function catalogueRoutes(os: Door) {
  return {
    resourceTypes: {
      create: os.resourceTypes.create.handler(({ input, context }) =>
        catalogue.createResourceType(...deskOf(context), input),
      ),
      update: os.resourceTypes.update.handler(({ input, context }) =>
        catalogue.updateResourceType(...deskOf(context), input),
      ),
      list: os.resourceTypes.list.handler(({ input, context }) => catalogue.listResourceTypes(coreOf(context), input)),
    },
    resources: {
      create: os.resources.create.handler(({ input, context }) => catalogue.createResource(...deskOf(context), input)),
      update: os.resources.update.handler(({ input, context }) => catalogue.updateResource(...deskOf(context), input)),
      list: os.resources.list.handler(({ input, context }) => catalogue.listResources(coreOf(context), input)),
    },
    credits: {
      create: os.credits.create.handler(({ input, context }) => catalogue.createCredit(...deskOf(context), input)),
      update: os.credits.update.handler(({ input, context }) => catalogue.updateCredit(...deskOf(context), input)),
      list: os.credits.list.handler(({ input, context }) => catalogue.listCredits(coreOf(context), input)),
    },
    plans: {
      create: os.plans.create.handler(({ input, context }) => catalogue.createPlan(...deskOf(context), input)),
      update: os.plans.update.handler(({ input, context }) => catalogue.updatePlan(...deskOf(context), input)),
      delete: os.plans.delete.handler(({ input, context }) => catalogue.deletePlan(...deskOf(context), input)),
      list: os.plans.list.handler(({ input, context }) => catalogue.listPlans(coreOf(context), input)),
      get: os.plans.get.handler(({ input, context }) => catalogue.getPlan(coreOf(context), input.id)),
    },
    products: {
      create: os.products.create.handler(({ input, context }) => catalogue.createProduct(...deskOf(context), input)),
      update: os.products.update.handler(({ input, context }) => catalogue.updateProduct(...deskOf(context), input)),
      delete: os.products.delete.handler(({ input, context }) => catalogue.deleteProduct(...deskOf(context), input)),
      list: os.products.list.handler(({ input, context }) => catalogue.listProducts(coreOf(context), input)),
      get: os.products.get.handler(({ input, context }) => catalogue.getProduct(coreOf(context), input.id)),
    },
    benefits: {
      update: os.benefits.update.handler(({ input, context }) => catalogue.updateBenefit(...deskOf(context), input)),
      delete: os.benefits.delete.handler(({ input, context }) => catalogue.deleteBenefits(...deskOf(context), input)),
    },
  };
}
