import { util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

/** What was ordered, from the first entry of the history; before that is written, nothing of the order has changed. */
export function request(ctx) {
  return query({ query: { orderId: { eq: ctx.source.orderId } }, limit: 1 });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const first = ctx.result.items[0] ?? ctx.source;
  return { products: first.products, total: first.total };
}
