<#assign subject = "Who picked it up: ${title}">
Hello ${full_name},

The distribution report of "${title}" is there. Places that carry it: ${outlets}

All of them, with links:
${public_url}/dashboard/releases/${submission_id}

BravaPress
${public_url}
