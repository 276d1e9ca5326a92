import { extensions, util } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

const STAFF = ['admin', 'warehouse', 'delivery'];

/** Lets its customer, and staff, watch an order; to anybody else no order is there to be watched. */
export function request(ctx) {
  return get({ key: { orderId: ctx.args.orderId }, consistentRead: true });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const groups = ctx.identity.groups ?? [];
  const mine = ctx.result?.userId === ctx.identity.sub;
  if (!ctx.result || (!mine && !STAFF.some((group) => groups.includes(group)))) {
    util.unauthorized();
  }
  const ofThisOrder = { fieldName: 'orderId', operator: 'eq', value: ctx.args.orderId };
  extensions.setSubscriptionFilter({ filterGroup: [{ filters: [ofThisOrder] }] });
  return null;
}
