import { util } from '@aws-appsync/utils';
import { scan } from '@aws-appsync/utils/dynamodb';

const PAGE = 100;

/** A page of what waits to be delivered: only NEW deliveries are in the sparse index. */
export function request(ctx) {
  return scan({ index: 'orderId-new', limit: PAGE, nextToken: ctx.args.nextToken });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { deliveries: ctx.result.items, nextToken: ctx.result.nextToken };
}
