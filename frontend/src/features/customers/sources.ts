import {
  listContacts,
  listCustomers,
  listDepartments,
  listIndustries,
  listProductLines,
  listRegions,
  listUsers,
  listVendors,
} from "@/api/generated";
import { getLocale } from "@/paraglide/runtime";

type Found = Promise<{ value: string; label: string }[]>;

/** Where pickers of this area search: every one asks the server, none loads everything. */
export const industrySource = async (q: string, signal: AbortSignal): Found =>
  (await listIndustries({ query: { q: q || undefined, limit: 30 }, signal })).items.map((row) => ({
    value: row.code,
    label: `${row.code} ${(getLocale() === "en" && row.name_en) || row.name}`,
  }));

export const regionSource = async (q: string, signal: AbortSignal): Found =>
  (await listRegions({ query: { q: q || undefined, limit: 30 }, signal })).items.map((row) => ({
    value: row.code,
    label: row.full_name ?? row.name,
  }));

export const customerSource = async (q: string, signal: AbortSignal): Found =>
  (await listCustomers({ query: { q: q || undefined, limit: 20 }, signal })).items.map((row) => ({
    value: row.id,
    label: row.name,
  }));

export const teamSource = async (q: string, signal: AbortSignal): Found =>
  (await listDepartments({ query: { limit: 200 }, signal })).items
    .filter((row) => row.name.toLowerCase().includes(q.toLowerCase()))
    .map((row) => ({ value: row.id, label: row.name }));

export const userSource = async (q: string, signal: AbortSignal): Found =>
  (await listUsers({ query: { q: q || undefined, active: true, limit: 20 }, signal })).items.map((row) => ({
    value: row.id,
    label: row.department_name ? `${row.name} · ${row.department_name}` : row.name,
  }));

export const vendorSource = async (q: string, signal: AbortSignal): Found =>
  (await listVendors({ query: { q: q || undefined, limit: 30 }, signal })).items.map((row) => ({
    value: row.id,
    label: row.name,
  }));

export const lineSource = async (q: string, signal: AbortSignal): Found =>
  (await listProductLines({ query: { q: q || undefined, limit: 50 }, signal })).items.map((row) => ({
    value: row.id,
    label: (getLocale() === "en" && row.name_en) || row.name,
  }));

/** People of this customer only. */
export const contactSource =
  (customerId: string) =>
  async (q: string, signal: AbortSignal): Found =>
    (await listContacts({ query: { customer_id: customerId, q: q || undefined, limit: 30 }, signal })).items.map(
      (row) => ({ value: row.id, label: row.title ? `${row.name} · ${row.title}` : row.name }),
    );
