"""The API offered as tools to AI assistants (MCP, streamable HTTP) at /api/v1/mcp, under the caller's own scopes."""
