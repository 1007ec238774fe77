import { Card } from "@/components/Card";
import { m } from "@/paraglide/messages";
import { Comments } from "@/parts/comments/Comments";

export function DiscussionTab({ customerId }: { customerId: string }) {
  return (
    <Card title={m.together_title()} className="max-w-3xl">
      <Comments entity="customer" entityId={customerId} />
    </Card>
  );
}
