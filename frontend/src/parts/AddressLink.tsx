import { Link } from "@tanstack/react-router";
import type { ComponentProps } from "react";

type AddressLinkProps = Omit<ComponentProps<typeof Link>, "to" | "search" | "params"> & {
  /** A place of another area as it stands in the address bar, e.g. "/powermap?customer=…". */
  address: string;
};

/** A link by address, for places whose route this area does not know. */
export function AddressLink({ address, ...rest }: AddressLinkProps) {
  const [path, query] = address.split("?");
  const search = Object.fromEntries(new URLSearchParams(query));
  return <Link {...rest} to={path as "/"} search={search as never} />;
}
