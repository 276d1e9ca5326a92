import { runtime, util } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

/** Says why there is no packaging request to start: its order was withdrawn, or nobody ever asked for it. */
export function request(ctx) {
  if (ctx.prev.result.success) {
    runtime.earlyReturn(ctx.prev.result);
  }
  return get({ key: { orderId: ctx.args.input.orderId }, consistentRead: true });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const { orderId } = ctx.args.input;
  if (ctx.result) {
    util.error(`there is no packaging request for order ${orderId} any more: the order was cancelled or deleted`, 'NotFound');
  }
  util.error(`there is no packaging request for order ${orderId}`, 'NotFound');
}
