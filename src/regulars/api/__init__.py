"""The way in for programs: REST under /api/v1, and MCP. It translates, it never decides."""
