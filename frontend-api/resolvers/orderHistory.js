import { util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

/** What became of an order, oldest first. Before its first entry is written, the order itself is all that is known. */
export function request(ctx) {
  return query({ query: { orderId: { eq: ctx.source.orderId } } });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  if (ctx.result.items.length > 0) {
    return ctx.result.items;
  }
  const { status, modifiedDate, total, products } = ctx.source;
  return [{ status: status ?? 'NEW', date: modifiedDate, total, products }];
}
