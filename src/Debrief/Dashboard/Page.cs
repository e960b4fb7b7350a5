using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Dashboard;

/// <summary>A page and what it shows: each of its components takes from it what it needs, by type.</summary>
sealed class Page<TPage> : ComponentBase
    where TPage : IComponent
{
    [Parameter, EditorRequired] public IReadOnlyList<object> Shown { get; set; } = [];

    protected override void BuildRenderTree(RenderTreeBuilder builder) => Around(0)(builder);

    RenderFragment Around(int next) => builder =>
    {
        if (next == Shown.Count)
        {
            builder.OpenComponent<TPage>(0);
        }
        else
        {
            builder.OpenComponent(0, typeof(CascadingValue<>).MakeGenericType(Shown[next].GetType()));
            builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), Shown[next]);
            builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), true);
            builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), Around(next + 1));
        }
        builder.CloseComponent();
    };
}

static class Page
{
    public static RazorComponentResult Of<TPage>(params IReadOnlyList<object> shown)
        where TPage : IComponent => new RazorComponentResult<Page<TPage>>(new { Shown = shown });
}
