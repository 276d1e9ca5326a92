import { util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

const METADATA = '__metadata';

/** No table holds a longer key. */
const LONGEST = 500;

/** A packaging request: the metadata item and one item a product. */
export function request(ctx) {
  const { orderId } = ctx.args.input;
  if (util.isNullOrBlank(orderId) || orderId.length > LONGEST) {
    util.error(`there is no packaging request for order ${orderId}`, 'NotFound');
  }
  return query({ query: { orderId: { eq: orderId } }, consistentRead: true });
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
