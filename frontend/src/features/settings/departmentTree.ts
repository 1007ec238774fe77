import type { DepartmentOut } from "@/api/generated";

export type Node = { department: DepartmentOut; depth: number; children: Node[] };

/** The tree, siblings in the order they came. What names an unknown parent stands at the top. */
export function treeOf(departments: readonly DepartmentOut[]): Node[] {
  const nodes = new Map(
    departments.map((department) => [department.id, { department, depth: 0, children: [] as Node[] }]),
  );
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const above = node.department.parent_id ? nodes.get(node.department.parent_id) : undefined;
    (above?.children ?? roots).push(node);
  }
  const sink = (level: Node[], depth: number) => {
    for (const node of level) {
      node.depth = depth;
      sink(node.children, depth + 1);
    }
  };
  sink(roots, 0);
  return roots;
}

/** Top to bottom, as the tree is read. */
export const flat = (nodes: readonly Node[]): Node[] => nodes.flatMap((node) => [node, ...flat(node.children)]);

/** For choosing one: names set in by their depth. `without` leaves out a department and all below it. */
export function departmentOptions(departments: readonly DepartmentOut[], without?: string) {
  const kept = (nodes: readonly Node[]): Node[] =>
    nodes.filter((node) => node.department.id !== without).map((node) => ({ ...node, children: kept(node.children) }));
  return flat(kept(treeOf(departments))).map(({ department, depth }) => ({
    value: department.id,
    label: "\u2003".repeat(depth) + department.name,
  }));
}
