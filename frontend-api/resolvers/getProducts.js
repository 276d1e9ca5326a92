import { util } from '@aws-appsync/utils';
import { scan } from '@aws-appsync/utils/dynamodb';

const PAGE = 100;

/** A page of the catalogue. */
export function request(ctx) {
  return scan({ limit: PAGE, nextToken: ctx.args.nextToken });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const products = ctx.result.items.map((item) => ({ ...item, version: item.version ?? 0 }));
  return { products, nextToken: ctx.result.nextToken };
}
