<#assign subject = "Submitted to the wire: ${title}">
Hello ${full_name},

"${title}" was submitted to the wire<#if wire_id??> under the number ${wire_id}</#if>. Its editors look at every release before it is published.

Nothing is left for you to do. This page shows where it stands:
${public_url}/dashboard/releases/${submission_id}

BravaPress
${public_url}
