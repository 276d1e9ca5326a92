import { util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

const METADATA = '__metadata';

/** A packaging request: the metadata item and one item a product. */
export function request(ctx) {
  return query({ query: { orderId: { eq: ctx.args.input.orderId } }, consistentRead: true });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const { orderId } = ctx.args.input;
  const metadata = ctx.result.items.find((item) => item.productId === METADATA);
  if (!metadata) {
    util.error(`there is no packaging request for order ${orderId}`, 'NotFound');
  }
  const products = ctx.result.items
    .filter((item) => item.productId !== METADATA)
    .map((item) => ({ productId: item.productId, quantity: item.quantity }));
  return { orderId, status: metadata.status, products };
}
