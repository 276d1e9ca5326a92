import { runtime, util } from '@aws-appsync/utils';

/** No table holds a longer key. */
const LONGEST = 500;

/** Whose an order is, and its tracking number. Someone else's order has none. */
export function request(ctx) {
  const { orderId } = ctx.args;
  if (util.isNullOrBlank(orderId) || orderId.length > LONGEST) {
    runtime.earlyReturn(null);
  }
  const order = util.dynamodb.toMapValues({ orderId });
  const tracking = util.dynamodb.toMapValues({ trackingNumber: `order/${orderId}`, eventId: '__order' });
  return {
    operation: 'BatchGetItem',
    tables: { [ctx.env.ORDERS_TABLE]: { keys: [order] }, [ctx.env.TRACKING_TABLE]: { keys: [tracking] } },
  };
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const order = ctx.result.data[ctx.env.ORDERS_TABLE][0];
  const tracking = ctx.result.data[ctx.env.TRACKING_TABLE][0];
  ctx.stash.trackingNumber = order?.userId === ctx.identity.sub ? tracking?.number : null;
  return null;
}
